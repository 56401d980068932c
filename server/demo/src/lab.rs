//! The people of the walk-through: three with hypermetropia, told of it at a check-up, and one whose record is
//! inactive. Nobody else in the population has that condition.

use crate::person::Known;

pub const MEMBERS: [Known; 4] = [
    Known { given: "Casey", family: "Jensen", female: true, age: 34, active: true },
    Known { given: "Elizabeth", family: "Moore", female: true, age: 52, active: true },
    Known { given: "Jessie", family: "Irwin", female: false, age: 47, active: true },
    Known { given: "Dana", family: "Whitlock", female: true, age: 61, active: false },
];
