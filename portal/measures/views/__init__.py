"""Pages of measures: reading them, keeping them, entering their readings."""
