//! `waypost doctor`

use crate::config::Config;
use store::Db;

pub async fn run(config: &Config) -> anyhow::Result<()> {
    let mut wrong = 0;
    let mut line = |name: &str, result: Result<String, String>| match result {
        Ok(text) => println!("ok     {name}: {text}"),
        Err(text) => {
            wrong += 1;
            println!("WRONG  {name}: {text}");
        }
    };
    line("configuration", Ok(format!("listens on {}, links start with {}", config.listen, config.public_url())));
    line(
        "data folder",
        config.make_data_dir().map(|()| config.data_dir.display().to_string()).map_err(|e| e.to_string()),
    );
    match Db::open(&config.database_url()).await {
        Ok(db) => {
            let answer = match db.migrate().await {
                Ok(()) => Ok(format!("{:?}, schema up to date", db.dialect())),
                Err(error) => Err(error.to_string()),
            };
            line("database", answer);
            let people = store::staff::none_yet(&db).await;
            let people = match people {
                Ok(true) => Err("nobody can sign in yet; open /staff or run `waypost user add`".to_owned()),
                Ok(false) => Ok("somebody can sign in".to_owned()),
                Err(error) => Err(error.to_string()),
            };
            line("accounts", people);
            db.close().await;
        }
        Err(error) => line("database", Err(error.to_string())),
    }
    match crate::http::couriers(config) {
        Ok(couriers) => couriers.check().await.into_iter().for_each(|(channel, answer)| line(channel.label(), answer)),
        Err(error) => line("channels", Err(error.to_string())),
    }
    match crate::http::lookups(config) {
        Ok(lookups) => match lookups.asked() {
            Some(asked) => line("number look-up", asked.check().await),
            None => line("number look-up", Ok("nobody is asked: only the form of a number is known".into())),
        },
        Err(error) => line("number look-up", Err(error.to_string())),
    }
    if let Some(number) = config.shared_number() {
        println!("warn   numbers: texts and calls come from the same number, {number}; give each its own");
    }
    anyhow::ensure!(wrong == 0, "{wrong} of these need attention");
    Ok(())
}
