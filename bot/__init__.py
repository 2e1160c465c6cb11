"""The digitbot service: reads handwritten numbers from photos, in a chat."""
