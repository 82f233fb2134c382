"""Reverse questions: what it takes to meet targets, each answer with its proof."""
