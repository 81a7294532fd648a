/// The table of sources: where data is loaded from.
public enum Sources {
  /// Every source.
  public static let all: [any Source.Type] = [
    MNIST.self, FashionMNIST.self, CIFAR10.self, ArrayFile.self,
  ]
}
