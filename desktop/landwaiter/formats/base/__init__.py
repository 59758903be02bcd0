"""What every format builds on: tables, XML, workbooks, pictures, values."""
