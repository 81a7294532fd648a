"""Parameter files as `safetensors.torch.save_file(model.state_dict(), ...)` writes them for PyTorch
`nn.Sequential` models, with inputs and outputs.

No PyTorch is needed: parameters are put into PyTorch's conventions with NumPy (Linear [out, in],
Conv2d OIHW, images channels x height x width, so that Flatten and Unflatten go channel by channel;
names `<place in the Sequential>.weight`), and

* `cnn_relu_max` and `conv_autoencoder` are the JAX reference cases of ../dense and ../layers, whose
  outputs are JAX's;
* `groupnorm` and `tokens` are drawn here and evaluated by `forward` below, which follows PyTorch's
  documentation on NCHW arrays and shares nothing with the engine.

For the first two `forward` is run as well: it must give JAX's outputs from the PyTorch file, which
checks both the conversion and `forward`.

values.npz holds `<case>.x` (rows of images height x width x channels, as Tangent has them) and
`<case>.y` (the outputs; images height x width x channels again). Run in this folder.
"""
import json
import struct

import numpy as np


def save(name, arrays):
    header, data, at = {}, b"", 0
    for key, array in arrays.items():
        raw = np.ascontiguousarray(array, dtype="<f4").tobytes()
        header[key] = {
            "dtype": "F32", "shape": list(array.shape), "data_offsets": [at, at + len(raw)]}
        data += raw
        at += len(raw)
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(name + ".safetensors", "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + data)


def conv2d(x, weight, bias, padding):
    n, _, h, w = x.shape
    o, _, kh, kw = weight.shape
    x = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    h, w = h + 2 * padding - kh + 1, w + 2 * padding - kw + 1
    y = np.zeros((n, o, h, w))
    for i in range(h):
        for j in range(w):
            y[:, :, i, j] = np.tensordot(x[:, :, i:i + kh, j:j + kw], weight, ((1, 2, 3), (1, 2, 3)))
    return y + bias[:, None, None]


def normalised(x, axes):
    return (x - x.mean(axes, keepdims=True)) / np.sqrt(x.var(axes, keepdims=True) + 1e-5)


def forward(modules, arrays, x):
    for place, (kind, *arguments) in enumerate(modules):
        weight, bias = (arrays.get(f"{place}.{name}") for name in ("weight", "bias"))
        if kind == "Linear":
            x = x @ weight.T + bias
        elif kind == "Conv2d":
            x = conv2d(x, weight, bias, *arguments)
        elif kind == "ReLU":
            x = np.maximum(x, 0)
        elif kind == "Tanh":
            x = np.tanh(x)
        elif kind in ("MaxPool2d", "AvgPool2d"):
            n, c, h, w = x.shape
            x = x.reshape(n, c, h // 2, 2, w // 2, 2)
            x = x.max((3, 5)) if kind == "MaxPool2d" else x.mean((3, 5))
        elif kind == "AdaptiveAvgPool2d":
            x = x.mean((2, 3), keepdims=True)
        elif kind == "Upsample":
            x = x.repeat(2, 2).repeat(2, 3)
        elif kind == "Flatten":
            x = x.reshape(len(x), -1)
        elif kind == "Unflatten":
            x = x.reshape(len(x), *arguments)
        elif kind == "GroupNorm":
            n, c, h, w = x.shape
            x = normalised(x.reshape(n, arguments[0], -1), (2,)).reshape(n, c, h, w)
            x = x * weight[:, None, None] + bias[:, None, None]
        elif kind == "LayerNorm":
            x = normalised(x, (-1,)) * weight + bias
        elif kind == "Embedding":
            x = weight[x.astype(int)]
        else:
            raise ValueError(kind)
    return x


def nchw(x):
    return x.transpose(0, 3, 1, 2)


def nhwc(x):
    return x.transpose(0, 2, 3, 1)


values = {}


def case(name, modules, arrays, x, y=None):
    arrays = {key: np.asarray(a, "<f4").astype("<f8") for key, a in arrays.items()}
    made = forward(modules, arrays, nchw(x) if x.ndim == 4 else x)
    made = nhwc(made) if made.ndim == 4 else made
    made = made.reshape(len(x), -1)
    if y is not None:
        assert abs(made - y).max() < 1e-12 * abs(y).max(), name
    save(name, arrays)
    values[name + ".x"] = x.reshape(len(x), -1)
    values[name + ".y"] = made if y is None else y


def oihw(w):
    return w.transpose(3, 2, 0, 1)


def from_flat(w, h, wide, c):
    """Linear of a flattened image: [h*w*c, out] to [out, c*h*w]."""
    return w.reshape(h, wide, c, -1).transpose(3, 2, 0, 1).reshape(w.shape[1], -1)


def to_flat(w, h, wide, c):
    """The outputs of a Linear that become an image: [..., h*w*c] to [..., c*h*w]."""
    return np.moveaxis(w.reshape(-1, h, wide, c), 3, 1).reshape(w.shape)


j = np.load("../dense/cnn_relu_max.npz")
case(
    "cnn_relu_max",
    [("Conv2d", 1), ("ReLU",), ("MaxPool2d",), ("Conv2d", 1), ("ReLU",), ("MaxPool2d",),
     ("Flatten",), ("Linear",)],
    {"0.weight": oihw(j["w0"]), "0.bias": j["b0"], "3.weight": oihw(j["w1"]), "3.bias": j["b1"],
     "7.weight": from_flat(j["w2"], 2, 2, 4), "7.bias": j["b2"]},
    j["x"], j["outputs"])

j = np.load("../layers/conv_autoencoder.npz")
case(
    "conv_autoencoder",
    [("Conv2d", 1), ("Tanh",), ("AvgPool2d",), ("Flatten",), ("Linear",), ("Tanh",), ("Linear",),
     ("Tanh",), ("Unflatten", 3, 2, 2), ("Upsample",), ("Conv2d", 1), ("Flatten",)],
    {"0.weight": oihw(j["0.weight"]), "0.bias": j["0.bias"],
     "4.weight": from_flat(j["1.weight"], 2, 2, 3), "4.bias": j["1.bias"],
     "6.weight": to_flat(j["2.weight"], 2, 2, 3).T, "6.bias": to_flat(j["2.bias"], 2, 2, 3),
     "10.weight": oihw(j["3.weight"]), "10.bias": j["3.bias"]},
    j["x"], j["outputs"])

draw = np.random.default_rng(4).standard_normal
case(
    "groupnorm",
    [("Conv2d", 0), ("GroupNorm", 2), ("ReLU",), ("Flatten",), ("LayerNorm",), ("Linear",)],
    {"0.weight": draw((4, 3, 2, 3)), "0.bias": draw(4), "1.weight": draw(4), "1.bias": draw(4),
     "4.weight": draw(4 * 4 * 3), "4.bias": draw(4 * 4 * 3),
     "5.weight": draw((2, 48)) / 7, "5.bias": draw(2)},
    draw((3, 5, 5, 3)).astype("<f4").astype("<f8"))
case(
    "tokens",
    [("Embedding",), ("LayerNorm",), ("Linear",), ("Tanh",), ("Linear",)],
    {"0.weight": draw((7, 4)), "1.weight": draw(4), "1.bias": draw(4), "2.weight": draw((6, 4)),
     "2.bias": draw(6), "4.weight": draw((2, 6)), "4.bias": draw(2)},
    np.random.default_rng(5).integers(0, 7, (3, 5)).astype("<f8"))
np.savez("values.npz", **values)
