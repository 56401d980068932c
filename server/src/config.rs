//! The configuration: defaults, then a file, then the environment, then flags. Secrets never print.

use clap::Args;
use figment::Figment;
use figment::providers::{Env, Format, Toml};
use ipnet::IpNet;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

/// Every key with its default and its meaning, and what a new installation starts from.
pub const DEFAULTS: &str = include_str!("config.toml");

/// What the keys of [`DEFAULTS`], where they are described, are set to. In the environment a key is called
/// `WAYPOST_DATABASE_URL` or `WAYPOST_MAIL__HOST` (two underscores enter a table).
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    pub data_dir: PathBuf,
    database_url: Option<SecretString>,
    pub listen: SocketAddr,
    public_url: Option<String>,
    pub worker: bool,
    pub client_address_header: Option<String>,
    pub trusted_proxies: Vec<IpNet>,
    pub log_format: LogFormat,
    pub log: String,
    pub upload_limit_mb: u64,
    pub fact_index_mb: u64,
    pub metrics_token: Option<SecretString>,
    pub mail: Mail,
    pub texts: Texts,
    pub calls: Calls,
    pub lookup: Lookup,
    pub post: Post,
    pub lob: LobAccess,
    pub twilio: TwilioAccess,
    pub aws: AwsAccess,
    pub test_clock: bool,
}

/// How e-mail leaves.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mail {
    pub host: Option<String>,
    pub port: u16,
    pub security: MailSecurity,
    pub username: Option<String>,
    pub password: Option<SecretString>,
    pub rate: u32,
    pub return_path: Option<String>,
    pub bounce_token: Option<SecretString>,
}

/// How text messages leave.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Texts {
    pub provider: Option<TextProvider>,
    pub from: Option<String>,
    pub rate: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TextProvider {
    Twilio,
    Aws,
}

/// How calls are made.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Calls {
    pub provider: Option<CallProvider>,
    pub from: Option<String>,
    pub rate: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CallProvider {
    Twilio,
}

/// How it is found out what kind of line a number is.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lookup {
    pub provider: Option<TextProvider>,
    pub cost: f64,
    pub months: u32,
    pub rate: u32,
    pub api: Option<String>,
}

/// How cards and letters leave.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Post {
    pub provider: Option<PostProvider>,
    pub rate: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PostProvider {
    Lob,
    /// Staff download batches.
    PrintHouse,
}

/// Access to Lob's API, and whose reports we believe.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LobAccess {
    pub key: Option<SecretString>,
    pub webhook_secret: Option<SecretString>,
    pub api: String,
}

/// Access to AWS End User Messaging.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AwsAccess {
    pub region: Option<String>,
    pub key_id: Option<String>,
    pub secret: Option<SecretString>,
    pub hook_secret: Option<SecretString>,
    pub api: Option<String>,
}

/// Access to Twilio's API, and whose reports we believe.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TwilioAccess {
    pub account: Option<String>,
    pub token: Option<SecretString>,
    pub confirm_keywords: bool,
    pub api: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
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
        let mut figment = Figment::from(Toml::string(DEFAULTS));
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

    /// The number that both texts and calls come from, which should be two.
    pub fn shared_number(&self) -> Option<&str> {
        let (texts, calls) = (self.texts.from.as_deref()?, self.calls.from.as_deref()?);
        (texts == calls).then_some(texts)
    }

    /// True when browsers reach us over TLS: cookies then are `Secure` and HSTS is sent.
    pub fn secure(&self) -> bool {
        self.public_url().starts_with("https://")
    }

    /// Makes the data folder if it is not there. What is in it is for this account alone: the records of all patients.
    pub fn make_data_dir(&self) -> anyhow::Result<()> {
        self.make_private_dir().map_err(|error| {
            anyhow::anyhow!("the data folder {} can't be made private: {error}", self.data_dir.display())
        })
    }

    #[cfg(unix)]
    fn make_private_dir(&self) -> std::io::Result<()> {
        use std::fs::{DirBuilder, Permissions, metadata, read_dir, set_permissions};
        use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
        rustix::process::umask(rustix::fs::Mode::from_raw_mode(0o077));
        let make_private = |path: &Path, mode: u32| {
            let open = metadata(path)?.permissions().mode() & 0o077 != 0;
            if open { set_permissions(path, Permissions::from_mode(mode)) } else { Ok(()) }
        };
        DirBuilder::new().recursive(true).mode(0o700).create(&self.data_dir)?;
        make_private(&self.data_dir, 0o700)?;
        for entry in read_dir(&self.data_dir)? {
            let entry = entry?;
            make_private(&entry.path(), if entry.file_type()?.is_dir() { 0o700 } else { 0o600 })?;
        }
        Ok(())
    }

    #[cfg(not(unix))]
    fn make_private_dir(&self) -> std::io::Result<()> {
        std::fs::create_dir_all(&self.data_dir)
    }
}
