// LinearAlgebraTests
