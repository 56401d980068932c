//! Rows as they are read: one list of columns for the struct and for the SELECT.

/// Writes a struct that `sqlx` fills by column name, with `COLUMNS`, its columns as a SELECT takes them.
macro_rules! row {
    ($(#[$meta:meta])* $vis:vis struct $name:ident { $first:ident: $first_type:ty $(, $column:ident: $type:ty)* $(,)? }) => {
        $(#[$meta])*
        #[derive(sqlx::FromRow)]
        $vis struct $name { $vis $first: $first_type $(, $vis $column: $type)* }

        impl $name {
            $vis const COLUMNS: &'static str = concat!(stringify!($first) $(, ", ", stringify!($column))*);
        }
    };
}

pub(crate) use row;
