mod attribute;
mod person_line;
mod record;
mod tags;
