"""A stand-in for a model of meaning: counts of hashed words, the same on every machine."""

from zlib import crc32

DIMENSION = 256


def embed(texts):
    vectors = []
    for text in texts:
        vector = [0.01] * DIMENSION
        for word in text.lower().split():
            vector[crc32(word.strip(".,").encode()) % DIMENSION] += 1
        vectors.append(vector)
    return vectors


def embed_shortly(texts):
    return [vector[:8] for vector in embed(texts)]


def fail(texts):
    raise TimeoutError("The model does not answer.")
