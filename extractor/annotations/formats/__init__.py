"""One module a format: ``read(path)`` gives annotations, ``write(path, annotations)`` tells how many it wrote."""
