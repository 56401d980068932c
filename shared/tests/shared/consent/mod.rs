mod address;
mod gate;
mod leaving;
mod quiet_hours;
