"""Where actors stand on issues: read off published statements, never typed in beside them."""
