-- Only PostgreSQL needs it: SQLite looks a foreign key up in a fraction of a microsecond.
SELECT 1;
