"""Changes as plain data: the waist of the package. Knows nothing of Chinese phrases."""
