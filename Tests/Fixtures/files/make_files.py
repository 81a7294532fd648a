"""Files as NumPy, safetensors, Python's csv and gzip write them, and what is in them.

    python3 make_files.py            (needs numpy and safetensors)

writes them beside this script, with expected.json: for each file its arrays' element type as
Tangent keeps it, shape and values, and its texts. Values are chosen to be exact in each type.
"""
import csv
import gzip
import io
import json
import pathlib
import struct
import zipfile

import numpy as np
import safetensors
import safetensors.numpy

HERE = pathlib.Path(__file__).parent
expected = {}
KINDS = {"float16": "float", "float32": "float", "float64": "double", "uint8": "byte"}


def describe(array, kind=None):
    array = np.asarray(array)
    kind = kind or KINDS.get(array.dtype.newbyteorder("=").name, "integer")
    if kind == "text":
        values = [str(v) for v in array.ravel()]
    else:
        # as text: not every JSON parser rounds decimals correctly
        values = [repr(float(v)) for v in array.astype(np.float64).ravel()]
    return {"type": kind, "shape": list(array.shape), "values": values}


def expect(name, arrays, texts=None):
    expected[name] = {"arrays": arrays, "texts": texts or {}}


def npy(name, array, **options):
    with open(HERE / f"{name}.npy", "wb") as f:
        np.lib.format.write_array(f, array, **options)
    expect(f"{name}.npy", [["", describe(array)]])


numbers = np.array([[0, 1, 2], [3, 100, 127]])
for code in "<f2 <f4 <f8 <i8 <i4 <i2 |i1 |u1 <u2 <u4 <u8 >f4 >f8 >i2 >i4 >i8 >u2".split():
    npy("npy_" + code.strip("<>|") + ("_big" if code[0] == ">" else ""), numbers.astype(code))
npy("npy_b1", np.array([True, False, True]))
npy("npy_negative", np.array([-1, -128, 127], np.int8))
npy("npy_special", np.array([np.nan, np.inf, -np.inf, -0.0, 5e-324, 1.7976931348623157e308]))
npy("npy_scalar", np.array(2.5))
npy("npy_empty", np.zeros((0, 3), np.float32))
npy("npy_version2", numbers.astype("<f4"), version=(2, 0))
npy("npy_fortran2", np.asfortranarray(np.arange(6.0).reshape(2, 3)))
npy("npy_fortran3", np.asfortranarray(np.arange(24, dtype=np.int32).reshape(2, 3, 4)))
npy("npy_fortran_bytes", np.asfortranarray(np.arange(6, dtype=np.uint8).reshape(3, 2)))

x = np.linspace(-1, 1, 6, dtype=np.float32).reshape(3, 2)
y = np.array([2, 0, 1])
np.savez(HERE / "npz_stored.npz", x=x, y=y)
np.savez_compressed(HERE / "npz_deflated.npz", x=np.zeros((50, 20)), y=y)
expect("npz_stored.npz", [["x", describe(x)], ["y", describe(y)]])
expect("npz_deflated.npz", [["x", describe(np.zeros((50, 20)))], ["y", describe(y)]])
np.savez(HERE / "npz_unnamed.npz", y)
expect("npz_unnamed.npz", [["arr_0", describe(y)]])
with zipfile.ZipFile(HERE / "npz_text.npz", "w", zipfile.ZIP_DEFLATED) as archive:
    buffer = io.BytesIO()
    np.save(buffer, x)
    archive.writestr("folder/weights.npy", buffer.getvalue())
    archive.writestr("source", "größer als π\n")
expect("npz_text.npz", [["folder/weights", describe(x)]], {"source": "größer als π\n"})

tensors = {
    "net.0.weight": np.arange(6, dtype=np.float32).reshape(2, 3) / 4,
    "net.0.bias": np.array([0.5, -2], np.float64),
    "half": np.array([1, -0.5, 65504, 6e-8], np.float16),
    "steps": np.array([3, -1]),
    "short": np.array([[-7]], np.int16),
    "mask": np.array([True, False]),
    "pixels": np.array([0, 255], np.uint8),
    "empty": np.zeros((0, 2), np.float32),
}
safetensors.numpy.save_file(tensors, HERE / "tensors.safetensors", metadata={"format": "np", "über": "\"q\""})
expect("tensors.safetensors", [[k, describe(v)] for k, v in tensors.items()],
       {"format": "np", "über": "\"q\""})
# 1.0, -2.0, 3.140625 (the bfloat16 nearest to π), as the upper halves of float32
brain = np.array([1.0, -2.0, 3.140625], np.float32)
data = (brain.view(np.uint32) >> 16).astype("<u2").tobytes()
# (NumPy has no such type, so the file is put together by hand, and the package reads it as a check)
header = b'{"b":{"dtype":"BF16","shape":[3],"data_offsets":[0,6]}}  '
content = struct.pack("<Q", len(header)) + header + data
assert safetensors.deserialize(content)[0][1]["dtype"] == "BF16"
(HERE / "bfloat16.safetensors").write_bytes(content)
expect("bfloat16.safetensors", [["b", describe(brain)]])

for code, kind in {0x08: ">u1", 0x09: ">i1", 0x0B: ">i2", 0x0C: ">i4", 0x0D: ">f4", 0x0E: ">f8"}.items():
    array = numbers.astype(kind)
    content = struct.pack(">BBBBII", 0, 0, code, 2, 2, 3) + array.tobytes()
    (HERE / f"idx_{kind[1:]}.idx").write_bytes(content)
    expect(f"idx_{kind[1:]}.idx", [["", describe(array)]])
with gzip.GzipFile(HERE / "labels-idx1-ubyte.gz", "wb", mtime=0) as f:
    f.write(struct.pack(">BBBBI", 0, 0, 8, 1, 4) + bytes([7, 2, 1, 0]))
expect("labels-idx1-ubyte.gz", [["", describe(np.array([7, 2, 1, 0], np.uint8))]])


def table(name, text, columns):
    (HERE / name).write_bytes(text.encode())
    expect(name, [[k, describe(v, "text" if np.asarray(v).dtype.kind == "U" else None)]
                  for k, v in columns.items()])


out = io.StringIO()
writer = csv.writer(out)
writer.writerows([["name", "height, cm", "n"], ["a \"b\"", 1.5, 3], ["c,d", -2e-3, 4], ["e\nf", "", -5]])
table("quoted.csv", out.getvalue(), {
    "name": ["a \"b\"", "c,d", "e\nf"], "height, cm": np.array([1.5, -2e-3, np.nan]),
    "n": np.array([3, 4, -5])})
table("bare.csv", "M,0.455,15\nF,0.53,9\nI,0.33,7\n", {
    "0": ["M", "F", "I"], "1": np.array([0.455, 0.53, 0.33]), "2": np.array([15, 9, 7])})
table("semicolons.csv", "\ufeffa;b\r\n1;x, y\r\n2;z\r\n\r\n", {"a": np.array([1, 2]), "b": ["x, y", "z"]})
table("tabs.tsv", "a\tb c\n1\t+2.50\n3\t1E3\n", {"a": np.array([1, 3]), "b c": np.array([2.5, 1000.0])})
table("numbers.csv", "1,2\n3,4", {"0": np.array([1, 3]), "1": np.array([2, 4])})
table("special.csv", "v,w\nnan,9223372036854775807\n-inf,9223372036854775808\n.5,1\n", {
    "v": np.array([np.nan, -np.inf, 0.5]), "w": np.array([9223372036854775807.0, 9223372036854775808.0, 1.0])})


def document(name, value, arrays, texts=None, **options):
    (HERE / name).write_text(json.dumps(value, **options) + "\n")
    expect(name, arrays, texts)


matrix = [[1.5, -2], [0, 1e300]]
document("matrix.json", matrix, [["", describe(np.array(matrix))]])
document("number.json", 3, [["", describe(np.array(3))]])
document("table.json", {"n": [1, 2], "how": ["rnd", "π \"x\""], "loss": [0.25, None], "note": "text"},
         [["n", describe(np.array([1, 2]))], ["how", describe(["rnd", "π \"x\""], "text")],
          ["loss", describe(np.array([0.25, np.nan]))]], {"note": "text"}, indent=1)

(HERE / "expected.json").write_text(json.dumps(expected, indent=0, ensure_ascii=False, sort_keys=True) + "\n")
