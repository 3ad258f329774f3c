"""The names of the engines that the corpus builder reads with."""

ENGINES = (
    "tesseract-3",
    "tesseract-11",
    "paddle-tiny",
    "tesseract-6",
    "paddle-small",
    "tesseract-4",
    "rapidocr",
    "unruled-3",
    "unruled-11",
    "ocrad",
)
