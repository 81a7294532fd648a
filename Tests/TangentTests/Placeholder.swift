// TangentTests
