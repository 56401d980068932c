//! What can go wrong with the database, and whose fault it is.

use shared::field::FieldError;

pub type Result<T, E = StoreError> = std::result::Result<T, E>;

#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("not found")]
    NotFound,
    /// What the person entered can't be stored; says where and how to put it right.
    #[error("not valid: {0:?}")]
    Invalid(Vec<FieldError>),
    /// Somebody else changed it meanwhile, or its state does not allow this.
    #[error("{0}")]
    Conflict(String),
    /// Too much is asked at the moment, or the database does not answer; it may be tried again.
    #[error("the server is busy")]
    Busy,
    /// A unique or check constraint, by its name in the migrations.
    #[error("constraint {0}")]
    Constraint(String),
    #[error("{0}")]
    Configuration(String),
    #[error("migration: {0}")]
    Migration(String),
    #[error("stored value of {what} can't be read: {why}")]
    Corrupt { what: &'static str, why: String },
    /// A stored document from a later version, or a broken one. It stays as it is.
    #[error(
        "This {what} can't be opened: {why}. If a newer version of Waypost was in use, update Waypost. Nothing was changed."
    )]
    Unreadable { what: &'static str, why: String },
    #[error(transparent)]
    Database(sqlx::Error),
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        if let sqlx::Error::RowNotFound = error {
            return Self::NotFound;
        }
        if let sqlx::Error::PoolTimedOut | sqlx::Error::Io(_) = &error {
            tracing::error!(%error, "the database does not answer");
            return Self::Busy;
        }
        match error.as_database_error().and_then(constraint_name) {
            Some(name) => Self::Constraint(name),
            None => Self::Database(error),
        }
    }
}

impl StoreError {
    /// Turns a broken `constraint` into a complaint at `field`; leaves every other error as it is.
    #[must_use]
    pub fn on(self, constraint: &str, field: &str, message: &str) -> Self {
        if let Self::Constraint(name) = &self
            && name == constraint
        {
            return Self::Invalid(vec![FieldError::new(field, message)]);
        }
        self
    }

    /// Why the values that were to be stored can't be, in words; `None` when it is not they that are wrong: the disk is full,
    /// the connection is gone.
    pub fn about_values(&self) -> Option<&'static str> {
        match self {
            Self::Invalid(_) | Self::Constraint(_) => Some("it contradicts what the database allows"),
            Self::Corrupt { .. } | Self::Unreadable { .. } => Some("it does not fit the database"),
            Self::Database(sqlx::Error::Database(error)) => {
                let code = error.code().unwrap_or_default();
                match (code.len(), code.get(..2)) {
                    // PostgreSQL: SQLSTATE classes 22 (data), 23 (constraint), 54 (limit).
                    (5, Some("22")) => Some("a value of it can't be stored"),
                    (5, Some("23")) => Some("it contradicts what the database allows"),
                    (5, Some("54")) => Some("a value of it is too long"),
                    // SQLite: the low byte of its extended codes.
                    _ => match code.parse::<u32>().unwrap_or_default() & 0xff {
                        18 => Some("a value of it is too long"),
                        19 => Some("it contradicts what the database allows"),
                        20 | 25 => Some("a value of it can't be stored"),
                        _ => None,
                    },
                }
            }
            Self::Database(_)
            | Self::NotFound
            | Self::Conflict(_)
            | Self::Busy
            | Self::Configuration(_)
            | Self::Migration(_) => None,
        }
    }

    pub fn conflict(message: impl Into<String>) -> Self {
        Self::Conflict(message.into())
    }

    pub fn corrupt(what: &'static str, why: impl std::fmt::Display) -> Self {
        Self::Corrupt { what, why: why.to_string() }
    }
}

impl From<Vec<FieldError>> for StoreError {
    fn from(errors: Vec<FieldError>) -> Self {
        Self::Invalid(errors)
    }
}

/// PostgreSQL names the constraint. SQLite names the columns ("UNIQUE constraint failed: staff.email"), from which
/// PostgreSQL's usual name for it is made: `staff_email_key`.
fn constraint_name(error: &dyn sqlx::error::DatabaseError) -> Option<String> {
    if let Some(name) = error.constraint() {
        return Some(name.to_owned());
    }
    let message = error.message();
    if let Some(columns) = message.strip_prefix("UNIQUE constraint failed: ") {
        if let Some(index) = columns.strip_prefix("index '") {
            return Some(index.trim_end_matches('\'').to_owned());
        }
        let mut table = "";
        let mut name = String::new();
        for column in columns.split(", ") {
            let (of, column) = column.split_once('.')?;
            table = of;
            name.push('_');
            name.push_str(column);
        }
        return Some(format!("{table}{name}_key"));
    }
    message.strip_prefix("CHECK constraint failed: ").map(str::to_owned)
}
