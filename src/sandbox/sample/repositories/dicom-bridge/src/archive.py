def send(scan):
    raise NotImplementedError("the archive is not connected in the sample")
