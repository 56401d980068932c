mod organization;
mod permission;
mod staff;
