"""Checklists and certificates of closing sites."""
