"""What is true of organisations: their workbook, their levels, and which post takes over from which."""
