"""The demo conflict of `seeds/`, brought in through the same doors as everything else."""
