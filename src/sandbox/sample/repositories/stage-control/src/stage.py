def move(x, y):
    print(f"G0 X{x} Y{y}")
