//! The couriers of this process, from its configuration; a channel without one stays in the sandbox.

use crate::config::{CallProvider, Config, MailSecurity, PostProvider, TextProvider};
use anyhow::Context;
use channels::aws::{AwsLookup, AwsSettings, AwsTexts, Credentials};
use channels::lob::{Lob, LobSettings};
use channels::twilio::{Twilio, TwilioCalls, TwilioLookup, TwilioSettings, TwilioTexts};
use channels::{Couriers, Lookups, PrintHouse, Security, Smtp, SmtpSettings};
use shared::outreach::lookup::MICROS;
use std::time::Duration;

/// How long a server or provider may take to answer.
const PATIENCE: Duration = Duration::from_secs(60);

/// One courier a channel.
///
/// # Errors
/// Names the key that is missing, or can't be.
pub fn couriers(config: &Config) -> anyhow::Result<Couriers> {
    let mut couriers = Couriers::sandbox();
    if let Some(courier) = mail(config)? {
        couriers = couriers.with_email(courier);
    }
    if let Some(provider) = config.texts.provider {
        let (rate, from) = (config.texts.rate, config.texts.from.clone().context("texts: `from` is missing")?);
        couriers = match provider {
            TextProvider::Twilio => couriers.with_sms(TwilioTexts { account: twilio(config)?, from, rate }),
            TextProvider::Aws => couriers.with_sms(aws(config, from)?),
        };
    }
    if let Some(provider) = config.calls.provider {
        let (rate, from) = (config.calls.rate, config.calls.from.clone().context("calls: `from` is missing")?);
        couriers = match provider {
            CallProvider::Twilio => {
                let calls = TwilioCalls { account: twilio(config)?, from, rate };
                couriers.with_desk(calls.clone()).with_voice(calls)
            }
        };
    }
    Ok(match config.post.provider {
        Some(PostProvider::Lob) => couriers.with_post(lob(config)?),
        Some(PostProvider::PrintHouse) => couriers.with_post(PrintHouse),
        None => couriers,
    })
}

fn lob(config: &Config) -> anyhow::Result<Lob> {
    let settings = LobSettings {
        key: config.lob.key.clone().context("lob: `key` is missing")?,
        api: config.lob.api.trim_end_matches('/').to_owned(),
        rate: config.post.rate,
        patience: PATIENCE,
    };
    Lob::new(settings).map_err(|why| anyhow::anyhow!("lob: {why}"))
}

/// Whom it is asked of what kind of line a number is.
///
/// # Errors
/// Names the key that is missing, or can't be.
pub fn lookups(config: &Config) -> anyhow::Result<Lookups> {
    let lookup = &config.lookup;
    let Some(provider) = lookup.provider else { return Ok(Lookups::none(lookup.months)) };
    anyhow::ensure!((0.0..100.0).contains(&lookup.cost), "lookup: `cost` is an amount such as 0.008");
    let cost = (lookup.cost * MICROS as f64).round() as u64;
    let api = lookup.api.as_deref().map(|api| api.trim_end_matches('/').to_owned());
    Ok(match provider {
        TextProvider::Twilio => {
            let api = api.unwrap_or_else(|| "https://lookups.twilio.com".into());
            Lookups::new(TwilioLookup { account: twilio(config)?, api }, cost, lookup.months, lookup.rate)
        }
        TextProvider::Aws => {
            let settings = AwsSettings { api: api.unwrap_or_default(), ..aws_settings(config, String::new())? };
            let asked = AwsLookup::new(settings).map_err(|why| anyhow::anyhow!("aws: {why}"))?;
            Lookups::new(asked, cost, lookup.months, lookup.rate)
        }
    })
}

fn aws(config: &Config, from: String) -> anyhow::Result<AwsTexts> {
    AwsTexts::new(aws_settings(config, from)?).map_err(|why| anyhow::anyhow!("aws: {why}"))
}

fn aws_settings(config: &Config, from: String) -> anyhow::Result<AwsSettings> {
    let aws = &config.aws;
    let credentials = Credentials {
        key_id: aws.key_id.clone().context("aws: `key_id` is missing")?,
        secret: aws.secret.clone().context("aws: `secret` is missing")?,
    };
    Ok(AwsSettings {
        region: aws.region.clone().context("aws: `region` is missing")?,
        credentials,
        from,
        api: aws.api.clone().unwrap_or_default().trim_end_matches('/').to_owned(),
        rate: config.texts.rate,
        patience: PATIENCE,
    })
}

fn mail(config: &Config) -> anyhow::Result<Option<Smtp>> {
    let mail = &config.mail;
    let Some(host) = mail.host.clone() else { return Ok(None) };
    let settings = SmtpSettings {
        host,
        port: mail.port,
        security: match mail.security {
            MailSecurity::Starttls => Security::StartTls,
            MailSecurity::Tls => Security::Tls,
            MailSecurity::None => Security::None,
        },
        username: mail.username.clone(),
        password: mail.password.clone(),
        rate: mail.rate,
        return_path: mail.return_path.clone(),
        patience: PATIENCE,
    };
    Ok(Some(Smtp::new(settings)?))
}

fn twilio(config: &Config) -> anyhow::Result<Twilio> {
    let settings = TwilioSettings {
        account: config.twilio.account.clone().context("twilio: `account` is missing")?,
        token: config.twilio.token.clone().context("twilio: `token` is missing")?,
        api: config.twilio.api.trim_end_matches('/').to_owned(),
        public_url: config.public_url(),
        patience: PATIENCE,
    };
    Twilio::new(settings).map_err(|why| anyhow::anyhow!("twilio: {why}"))
}
