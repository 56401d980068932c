//! The connection to either database, and the little in which they differ.

use crate::boxed;
use crate::error::{Result, StoreError};
use log::LevelFilter;
use sqlx::any::{AnyConnectOptions, AnyPoolOptions};
use sqlx::{Any, AnyConnection, AnyPool, ConnectOptions, Connection, Executor, Transaction};
use std::str::FromStr;
use std::time::Duration;

/// A write transaction. Nothing it did is seen before `commit`; dropping it undoes everything.
pub type Tx = Transaction<'static, Any>;

/// Longer than this a statement takes only when something is wrong. The clock runs until the last row is taken, and whoever
/// reads everybody for the fact index takes them as they come.
const SLOW: Duration = Duration::from_secs(10);

fn options(url: &str) -> Result<AnyConnectOptions> {
    Ok(AnyConnectOptions::from_str(url)?.log_slow_statements(LevelFilter::Warn, SLOW))
}

/// Which database this is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    Sqlite,
    Postgres,
}

impl Dialect {
    /// The database behind a connection.
    pub fn of(connection: &AnyConnection) -> Self {
        if connection.backend_name() == "PostgreSQL" { Self::Postgres } else { Self::Sqlite }
    }

    /// Appended to a `SELECT` of rows to be claimed, so that several workers never claim the same one. SQLite has one
    /// writer at a time and needs nothing.
    pub const fn skip_locked(self) -> &'static str {
        match self {
            Self::Sqlite => "",
            Self::Postgres => " FOR UPDATE SKIP LOCKED",
        }
    }

    /// `SELECT` of the keys in an argument that [`list_of`] made: any number of them, for `IN (…)`.
    pub fn keys_in(self, argument: &str) -> String {
        match self {
            Self::Sqlite => format!("SELECT value FROM json_each({argument})"),
            Self::Postgres => {
                format!("SELECT CAST(value AS BIGINT) FROM json_array_elements_text(CAST({argument} AS JSON))")
            }
        }
    }

    /// As [`Self::keys_in`], for texts.
    pub fn texts_in(self, argument: &str) -> String {
        match self {
            Self::Sqlite => format!("SELECT value FROM json_each({argument})"),
            Self::Postgres => format!("SELECT value FROM json_array_elements_text(CAST({argument} AS JSON))"),
        }
    }

    /// Whoever comes with the same `name` waits until this transaction ends. SQLite's one writer is that already.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn one_at_a_time(self, tx: &mut Tx, name: &str) -> Result<()> {
        match self {
            Self::Sqlite => {}
            Self::Postgres => {
                sqlx::query("SELECT CAST(pg_advisory_xact_lock(hashtextextended($1, 0)) AS TEXT)")
                    .bind(name)
                    .execute(&mut **tx)
                    .await?;
            }
        }
        Ok(())
    }

    /// The largest number of `$n` parameters in one statement, with room to spare.
    pub const fn max_parameters(self) -> usize {
        30_000
    }
}

/// How long somebody waits for a connection before they are told that the database is away.
const PATIENCE: Duration = Duration::from_secs(4);
/// SQLite's writers wait for one another: longer than any one of them takes.
const WRITERS_PATIENCE: Duration = Duration::from_secs(30);

/// Both pools of one database: any number of readers, and the writers.
///
/// SQLite has one write connection, and a write transaction begins with `BEGIN IMMEDIATE`, so writers queue in this
/// process instead of failing with "database is locked".
#[derive(Debug, Clone)]
pub struct Db {
    read: AnyPool,
    write: AnyPool,
    dialect: Dialect,
}

impl Db {
    /// Opens `sqlite:PATH` (made if missing) or `postgres://…`. Does not migrate.
    ///
    /// # Errors
    /// When the URL is of neither kind or the database can't be reached.
    #[boxed]
    pub async fn open(url: &str) -> Result<Self> {
        sqlx::any::install_default_drivers();
        let dialect = if url.starts_with("sqlite:") {
            Dialect::Sqlite
        } else if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            Dialect::Postgres
        } else {
            return Err(StoreError::Configuration("the database URL must start with sqlite: or postgres:".into()));
        };
        match dialect {
            Dialect::Sqlite => {
                let url = if url.contains('?') { url.to_owned() } else { format!("{url}?mode=rwc") };
                let options = options(&url)?;
                let pool = |size, patience| {
                    // SQLite ends a transaction by itself when the disk is full; the connection then believes in it for ever.
                    let whole = AnyPoolOptions::new()
                        .before_acquire(|connection, _| Box::pin(async move { Ok(!connection.is_in_transaction()) }));
                    whole.max_connections(size).acquire_timeout(patience).after_connect(|connection, _| {
                        Box::pin(async move {
                            connection.execute("PRAGMA busy_timeout = 15000").await?;
                            connection.execute("PRAGMA journal_mode = WAL").await?;
                            // FULL: a committed "about to send" must survive a power cut.
                            connection.execute("PRAGMA synchronous = FULL").await?;
                            connection.execute("PRAGMA foreign_keys = ON").await?;
                            connection.execute("PRAGMA temp_store = MEMORY").await?;
                            connection.execute("PRAGMA cache_size = -16000").await?;
                            Ok(())
                        })
                    })
                };
                let write = pool(1, WRITERS_PATIENCE).connect_with(options.clone()).await?;
                let read = pool(4, PATIENCE).connect_with(options).await?;
                Ok(Self { read, write, dialect })
            }
            Dialect::Postgres => {
                let pool = AnyPoolOptions::new()
                    .max_connections(12)
                    .acquire_timeout(PATIENCE)
                    .after_connect(|connection, _| {
                        Box::pin(async move {
                            // A set of a million patients is hashed in 64 MB. With the 4 MB there are by default "not in" such
                            // a set looks through it once a patient, which takes minutes.
                            connection.execute("SET work_mem = '64MB'").await?;
                            Ok(())
                        })
                    })
                    .connect_with(options(url)?)
                    .await?;
                Ok(Self { read: pool.clone(), write: pool, dialect })
            }
        }
    }

    /// Brings the schema up to date. Safe to call from several processes at once.
    ///
    /// # Errors
    /// When a migration fails; the database is then as it was before that migration.
    #[boxed]
    pub async fn migrate(&self) -> Result<()> {
        let migrator = match self.dialect {
            Dialect::Sqlite => sqlx::migrate!("../../migrations/sqlite"),
            Dialect::Postgres => sqlx::migrate!("../../migrations/postgres"),
        };
        migrator.run(&self.write).await.map_err(|error| StoreError::Migration(error.to_string()))?;
        crate::code_sets::ship(self).await?;
        crate::segments::asks::keep_all(self).await
    }

    pub const fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// For reading outside a transaction.
    pub const fn read(&self) -> &AnyPool {
        &self.read
    }

    /// Begins a write transaction.
    ///
    /// # Errors
    /// [`StoreError::Busy`] when no connection is to be had in time.
    #[boxed]
    pub async fn begin(&self) -> Result<Tx> {
        Ok(match self.dialect {
            Dialect::Sqlite => self.write.begin_with("BEGIN IMMEDIATE").await?,
            Dialect::Postgres => self.write.begin().await?,
        })
    }

    /// True when a trivial query succeeds: what the readiness probe asks.
    #[boxed]
    pub async fn answers(&self) -> bool {
        sqlx::query("SELECT 1").execute(&self.read).await.is_ok()
    }

    #[boxed]
    pub async fn close(&self) {
        self.read.close().await;
        self.write.close().await;
    }
}

/// Marks a place within a transaction to which [`undo_to_mark`] goes back: one record that can't be stored costs only itself.
///
/// # Errors
/// When the database refuses.
#[boxed]
pub async fn mark(tx: &mut Tx) -> Result<()> {
    sqlx::query("SAVEPOINT record").execute(&mut **tx).await?;
    Ok(())
}

/// What happened since the mark stays.
///
/// # Errors
/// When the database refuses.
#[boxed]
pub async fn keep_since_mark(tx: &mut Tx) -> Result<()> {
    sqlx::query("RELEASE SAVEPOINT record").execute(&mut **tx).await?;
    Ok(())
}

/// Undoes what happened since the mark.
///
/// # Errors
/// When the database refuses.
#[boxed]
pub async fn undo_to_mark(tx: &mut Tx) -> Result<()> {
    sqlx::query("ROLLBACK TO SAVEPOINT record").execute(&mut **tx).await?;
    sqlx::query("RELEASE SAVEPOINT record").execute(&mut **tx).await?;
    Ok(())
}

/// Any number of keys or texts as one argument, for [`Dialect::keys_in`] and [`Dialect::texts_in`]: one statement serves lists
/// of every length.
pub fn list_of<T: Into<serde_json::Value>>(items: impl IntoIterator<Item = T>) -> String {
    serde_json::Value::from_iter(items).to_string()
}

/// `($1, $2), ($3, $4)`: the placeholders of a many-row `VALUES` list, the first of the statement's arguments.
///
/// SQLite takes `$1` for a name and searches all names once for each argument: of 4,000 that took 25 times as long as the
/// insert. There they are `?`, which have none.
pub fn placeholders(dialect: Dialect, rows: usize, columns: usize) -> String {
    use std::fmt::Write;
    let mut sql = String::with_capacity(rows * columns * 6);
    for row in 0..rows {
        sql.push_str(if row == 0 { "(" } else { ", (" });
        for column in 0..columns {
            let separator = if column == 0 { "" } else { ", " };
            // Writing to a String can't fail.
            let _ = match dialect {
                Dialect::Sqlite => write!(sql, "{separator}?"),
                Dialect::Postgres => write!(sql, "{separator}${}", row * columns + column + 1),
            };
        }
        sql.push(')');
    }
    sql
}
