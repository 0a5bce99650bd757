"""示例市: a city that does not exist, made for demonstrations, benchmarks and browser tests."""
