"""Prints what RandomStreamTests expects, from a second implementation of the stream: Philox 4x32-10
keyed by the seed, the counter's upper half the FNV-1a hash of the purpose."""
import math

M = 0xFFFFFFFF


def philox(counter, key):
    c, k = list(counter), list(key)
    for r in range(10):
        if r:
            k = [(k[0] + 0x9E3779B9) & M, (k[1] + 0xBB67AE85) & M]
        a, b = 0xD2511F53 * c[0], 0xCD9E8D57 * c[2]
        c = [(b >> 32) ^ c[1] ^ k[0], b & M, (a >> 32) ^ c[3] ^ k[1], a & M]
    return c


assert philox([0] * 4, [0] * 2) == [0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8]


def words(seed, purpose):
    h = 0xCBF29CE484222325
    for byte in purpose.encode():
        h = ((h ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    index = 0
    while True:
        yield from philox([index & M, index >> 32, h & M, h >> 32], [seed & M, seed >> 32])
        index += 1


def uniforms(seed, purpose):
    w = words(seed, purpose)
    while True:
        low = next(w)
        yield ((next(w) << 32 | low) >> 11) * 2.0**-53


w = words(7, "parameters/0.weight")
print([hex(next(w)) for _ in range(6)])
u = uniforms(2**40 + 3, "données")
print([next(u) for _ in range(3)])
u = uniforms(7, "parameters/0.weight")
for _ in range(2):
    a, b = next(u), next(u)
    r = math.sqrt(-2 * math.log(1 - a))
    print(r * math.cos(2 * math.pi * b), r * math.sin(2 * math.pi * b))
