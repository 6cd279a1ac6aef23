def read(path):
    """Reads an image as rows of numbers."""
    with open(path) as lines:
        return [[float(cell) for cell in line.split()] for line in lines]
