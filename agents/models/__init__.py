"""The offline model; choosing a model by name."""
