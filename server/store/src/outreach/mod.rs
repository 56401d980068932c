//! Programs, prospect lists and calls as they are kept.
