//! The configuration: defaults, then a file, then the environment, then flags. Secrets never print.

use clap::Args;
use figment::Figment;
use figment::providers::{Env, Format, Serialized, Toml};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

/// Every key, with its default. In the file as written here; in the environment as `WAYPOST_DATABASE_URL`,
/// `WAYPOST_MAIL__HOST` (two underscores enter a table).
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Where the SQLite file and uploads live. Default `data`.
    pub data_dir: PathBuf,
    /// `sqlite:PATH` or `postgres://user:password@host/name`. Default: `waypost.db` in `data_dir`. Also read from
    /// `DATABASE_URL`.
    database_url: Option<SecretString>,
    /// Address and port to listen on. Default `127.0.0.1:3000`.
    pub listen: SocketAddr,
    /// Where the public reaches this server; e-mailed links start with it. Default `http://` and `listen`.
    public_url: Option<String>,
    /// Whether `waypost serve` does the background work too. Default true.
    pub worker: bool,
    /// The header in which a trusted proxy names the client's address, such as `x-forwarded-for`. Default none: the
    /// connection's own address counts.
    pub client_address_header: Option<String>,
    /// `text` for people, `json` for machines. Default `text`.
    pub log_format: LogFormat,
    /// What is logged, as `tracing` filters. Default `info,sqlx=warn`.
    pub log: String,
    /// The largest upload in megabytes (FHIR imports). Default 2048.
    pub upload_limit_mb: u64,
    /// The most memory in megabytes that `waypost serve` takes for its fact index, which counts patients while a rule is
    /// written; 0 for none. About 50 a million related records. Without it counts are taken in SQL. Default 2048.
    pub fact_index_mb: u64,
    /// What `/metrics` asks for, as `Authorization: Bearer TOKEN`. Default none: it answers to this machine only.
    pub metrics_token: Option<SecretString>,
    pub mail: Mail,
    /// Only for tests: `POST /test/clock` moves time. Refused unless `listen` is a loopback address. Default false.
    pub test_clock: bool,
}

/// How e-mail leaves. Without `host`, messages stay in the sandbox outbox, where staff can look at them.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mail {
    pub host: Option<String>,
    /// Default 587.
    pub port: u16,
    /// `starttls`, `tls` (from the first byte) or `none` (loopback only). Default `starttls`.
    pub security: MailSecurity,
    pub username: Option<String>,
    pub password: Option<SecretString>,
    /// How many messages a second leave at most. Default 20.
    pub rate: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MailSecurity {
    Starttls,
    Tls,
    None,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    Text,
    Json,
}

/// Flags that override everything else.
#[derive(Debug, Default, Args)]
pub struct Overrides {
    /// Database, as sqlite:PATH or postgres://…
    #[arg(long, global = true, value_name = "URL", env = "DATABASE_URL", hide_env_values = true)]
    pub database_url: Option<String>,
    /// Folder of the SQLite file and uploads.
    #[arg(long, global = true, value_name = "FOLDER")]
    pub data_dir: Option<PathBuf>,
    /// How to log.
    #[arg(long, global = true, value_enum)]
    pub log_format: Option<LogFormat>,
}

impl Config {
    /// Reads all sources.
    ///
    /// # Errors
    /// Names the key and the source of a value that does not fit.
    pub fn load(file: Option<&Path>, overrides: &Overrides) -> anyhow::Result<Self> {
        let mut figment = Figment::from(Serialized::defaults(serde_json::json!({
            "data_dir": "data",
            "listen": "127.0.0.1:3000",
            "worker": true,
            "log_format": "text",
            "log": "info,sqlx=warn",
            "upload_limit_mb": 2048,
            "fact_index_mb": 2048,
            "test_clock": false,
            "mail": { "port": 587, "security": "starttls", "rate": 20 },
        })));
        figment = match file {
            Some(file) => figment.merge(Toml::file_exact(file)),
            None => figment.merge(Toml::file("waypost.toml")),
        };
        // Names of the test set-up are no keys of the configuration.
        figment = figment.merge(
            Env::prefixed("WAYPOST_").ignore(&["cache", "toolchain", "test_postgres", "binary", "profile"]).split("__"),
        );
        if let Some(url) = &overrides.database_url {
            figment = figment.merge(("database_url", url));
        }
        if let Some(folder) = &overrides.data_dir {
            figment = figment.merge(("data_dir", folder));
        }
        if let Some(format) = overrides.log_format {
            figment = figment.merge(("log_format", format));
        }
        let config: Self = figment.extract()?;
        if config.test_clock && !config.listen.ip().is_loopback() {
            anyhow::bail!("test_clock is only for tests: it needs `listen` on a loopback address");
        }
        Ok(config)
    }

    pub fn database_url(&self) -> String {
        self.database_url.as_ref().map_or_else(
            || format!("sqlite:{}", self.data_dir.join("waypost.db").display()),
            |url| url.expose_secret().to_owned(),
        )
    }

    /// Without a trailing slash.
    pub fn public_url(&self) -> String {
        let url = self.public_url.clone().unwrap_or_else(|| format!("http://{}", self.listen));
        url.trim_end_matches('/').to_owned()
    }

    /// True when browsers reach us over TLS: cookies then are `Secure` and HSTS is sent.
    pub fn secure(&self) -> bool {
        self.public_url().starts_with("https://")
    }

    /// Makes the data folder if it is not there.
    pub fn make_data_dir(&self) -> anyhow::Result<()> {
        std::fs::create_dir_all(&self.data_dir)
            .map_err(|error| anyhow::anyhow!("the data folder {} can't be made: {error}", self.data_dir.display()))
    }
}
