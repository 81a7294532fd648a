// PlottingTests
