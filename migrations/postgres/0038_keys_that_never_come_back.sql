-- PostgreSQL's sequences never give a key twice; only SQLite needed a change.
SELECT 1;
