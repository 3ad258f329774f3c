"""What stands below the tables: explanations of responses, remarks, signatures."""
