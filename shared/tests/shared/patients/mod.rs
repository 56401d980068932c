mod attribute;
mod likeness;
mod person_line;
mod record;
mod tags;
