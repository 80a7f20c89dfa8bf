"""What the service shows over HTTP: webhooks, health, figures."""
