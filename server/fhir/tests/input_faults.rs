//! The inputs that once did harm, by their numbers, on SQLite and PostgreSQL: what comes in by file. The kind is what was mended; each
//! test has more inputs of it than the one that was tried.

use fhir::Options;
use shared::imports::ImportReport;
use shared::people::ImportPatients;
use shared::time::UtcMillis;
use std::path::PathBuf;
use store::testing::on_both;
use store::{Db, Permit};

/// 28 November 2026.
const NOW: UtcMillis = UtcMillis(1_795_867_200_000);

async fn import_with(db: &Db, files: &[(&str, &[u8])], options: Options) -> ImportReport {
    let folder = tempfile::tempdir().expect("a folder");
    let paths: Vec<PathBuf> = files
        .iter()
        .map(|(name, bytes)| {
            let path = folder.path().join(name);
            std::fs::write(&path, bytes).expect("a file");
            path
        })
        .collect();
    let permit: Permit<ImportPatients> = Permit::system("test");
    fhir::import(db, &|| NOW, &paths, options, &permit).await.expect("import")
}

async fn import(db: &Db, name: &str, bytes: impl AsRef<[u8]>) -> ImportReport {
    import_with(db, &[(name, bytes.as_ref())], Options::default()).await
}

async fn dry(db: &Db, name: &str, bytes: impl AsRef<[u8]>) -> ImportReport {
    import_with(db, &[(name, bytes.as_ref())], Options { dry_run: true, ..Options::default() }).await
}

/// New, changed, rejected.
fn counts(report: &ImportReport) -> (u64, u64, u64) {
    (report.sum(|count| count.new), report.sum(|count| count.changed), report.rejected_total)
}

async fn told(db: &Db, sql: &str) -> Vec<String> {
    sqlx::query_scalar(sql).fetch_all(db.read()).await.unwrap_or_else(|error| panic!("{sql}: {error}"))
}

const NAMES: &str = "SELECT TRIM(given || ' ' || family) FROM patient ORDER BY id";
const ADDRESSES: &str = "SELECT address FROM contact_point ORDER BY patient_id, id";

fn patient(id: &str, more: &str) -> String {
    format!(r#"{{"resourceType":"Patient","id":"{id}",{more}}}"#)
}

#[tokio::test]
async fn input_01_a_number_of_tickets_makes_nobody_one_person_and_a_check_says_what_an_import_does() {
    on_both(async |db| {
        let table = "Name,E-mail,Number\nAna Prova,ana.prova@example.org,3\nBen Muster,ben.muster@example.org,3\n";
        let checked = dry(&db, "a.csv", table).await;
        assert_eq!(told(&db, NAMES).await, [""; 0], "a check writes nothing");
        let done = import(&db, "a.csv", table).await;
        assert_eq!((counts(&checked), counts(&done)), ((2, 0, 0), (2, 0, 0)));
        assert_eq!(told(&db, NAMES).await, ["Ana Prova", "Ben Muster"]);
        assert!(done.tables[0].columns[2].doubtful, "the heading may mean anything, and that is said");

        // The same identifier for two names: the second line is asked about, in a check too.
        let table = "MRN,Name,E-mail\n7,Cleo Test,cleo@example.org\n7,Dana Probe,dana@example.org\n";
        let checked = dry(&db, "b.csv", table).await;
        let done = import(&db, "b.csv", table).await;
        assert_eq!((counts(&checked), counts(&done)), ((1, 0, 1), (1, 0, 1)));

        let done = import(&db, "c.csv", "Name,E-mail,Type,State\nEmil Muster,emil@example.org,friend,lapsed\n").await;
        assert_eq!(counts(&done), (1, 0, 0));
        assert_eq!(told(&db, "SELECT COALESCE(state, '-') FROM patient WHERE family = 'Emil Muster'").await, ["-"]);
        assert_eq!(told(&db, "SELECT value FROM patient_attribute WHERE name = 'state'").await, ["lapsed"]);

        let unseen = Options { confirmed: false, ..Options::default() };
        let refused = import_with(&db, &[("d.csv", b"Name,E-mail,Number\nFay Test,fay@example.org,1\n")], unseen).await;
        assert_eq!(counts(&refused), (0, 0, 1), "a doubtful table waits to be confirmed");
    })
    .await;
}

#[tokio::test]
async fn input_02_of_two_columns_of_one_kind_both_are_kept_or_the_table_is_refused() {
    on_both(async |db| {
        let table =
            "Name,Phone,Phone,E-mail,e mail\nAna Prova,+12025550143,+12025550144,ana@work.example,ana@home.example\n";
        assert_eq!(counts(&import(&db, "a.csv", table).await), (1, 0, 0));
        let all = ["+12025550143", "+12025550144", "ana@home.example", "ana@work.example"];
        assert_eq!(told(&db, "SELECT address FROM contact_point ORDER BY address").await, all);
        for heading in ["Name,E-mail,Note,note", "Name,Full name,E-mail,City", "Given,First name,E-mail,City"] {
            let report = import(&db, "b.csv", format!("{heading}\na,b@example.org,c,d\n")).await;
            assert_eq!(counts(&report), (0, 0, 1), "{heading}");
        }
    })
    .await;
}

#[tokio::test]
async fn input_03_windows_files_are_read_as_such() {
    on_both(async |db| {
        let table = b"Name;E-mail;note\r\nMia O\x92Hara;mia@example.org;10 \x96 20 \x80\r\nDu\x9aan \x8eelezny;dusan@example.org;ok\r\n";
        assert_eq!(counts(&import(&db, "a.csv", table).await), (2, 0, 0));
        assert_eq!(told(&db, NAMES).await, ["Mia O’Hara", "Dušan Železny"]);
        assert_eq!(told(&db, "SELECT value FROM patient_attribute WHERE value LIKE '10%'").await, ["10 – 20 €"]);
    })
    .await;
}

#[tokio::test]
async fn input_04_utf_16_is_read_with_and_without_a_mark() {
    on_both(async |db| {
        let text = "Name\tE-mail\tTags\r\nAna Prova\tana@example.org\tfriend\r\n";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let files = [[&[0xff, 0xfe][..], &little].concat(), little, [&[0xfe, 0xff][..], &big].concat(), big];
        for (index, bytes) in files.iter().enumerate() {
            assert_eq!(counts(&import(&db, "a.csv", bytes).await), (u64::from(index == 0), 0, 0), "file {index}");
        }
        assert_eq!(told(&db, NAMES).await, ["Ana Prova"]);
        assert_eq!(told(&db, "SELECT tag FROM patient_tag").await, ["friend"]);
        let json = patient("w", r#""name":[{"family":"Weit","given":["Ina"]}]"#);
        let wide: Vec<u8> = json.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(counts(&import(&db, "w.json", &wide).await), (1, 0, 0));
    })
    .await;
}

#[tokio::test]
async fn input_05_a_quote_left_open_costs_its_line_only() {
    on_both(async |db| {
        let table = "Name,E-mail,Note\nAna Prova,ana@example.org,\"asked for tea\nBen Muster,ben@example.org,ok\nCleo Test,cleo@example.org,ok\n";
        let report = import(&db, "a.csv", table).await;
        assert_eq!(counts(&report), (2, 0, 1));
        assert_eq!(report.rejected[0].line, 2);
        assert_eq!(told(&db, NAMES).await, ["Ben Muster", "Cleo Test"]);
        // Closed by the quote of a later line.
        let table = "Name,E-mail,Note\nDana Prova,dana@example.org,\"tea\nEmil Muster,emil@example.org,\"ok\"\nFay Test,fay@example.org,ok\n";
        let report = import(&db, "b.csv", table).await;
        assert_eq!(counts(&report), (2, 0, 1));
        // A line end in a name is no name; one in a note is a note.
        let table = "Name,E-mail,Note\n\"Gil\nProva\",gil@example.org,x\nHal Test,hal@example.org,\"one\ntwo\"\n";
        let report = import(&db, "c.csv", table).await;
        assert_eq!(counts(&report), (1, 0, 1));
    })
    .await;
}

#[tokio::test]
async fn input_06_what_a_spreadsheet_rounded_is_refused() {
    on_both(async |db| {
        let table = "Member id,Name,Phone\n7,Ana Prova,4.47701E+11\n1E+05,Ben Muster,2.02556E+10\n1e5x,Cleo Test,+12025550143\n";
        assert_eq!(counts(&import(&db, "a.csv", table).await), (1, 0, 2));
        let json = patient("p", r#""name":[{"family":"Prova"}],"telecom":[{"system":"phone","value":"4.47701E+11"}]"#);
        let report = import(&db, "p.json", json).await;
        assert_eq!((counts(&report), report.noted_total), ((1, 0, 0), 1));
        assert_eq!(told(&db, ADDRESSES).await, ["+12025550143"]);
    })
    .await;
}

#[tokio::test]
async fn input_07_hints_and_quoted_dividers_of_spreadsheets_are_understood() {
    on_both(async |db| {
        for (index, table) in [
            "sep=;\r\nName;E-mail\r\nAna Prova;a@example.org\r\n",
            "\"Name, in full\";E-mail;\"City, town; or place\"\nAna Prova;b@example.org;x\n",
            "\"sep=\t\"\nName\tE-mail\nBen, Muster\tc@example.org\n",
            "\"E-mail\",\"Tags; all, of them\"\n",
        ]
        .iter()
        .enumerate()
        {
            let report = import(&db, "a.csv", table).await;
            assert_eq!(report.rejected_total, if index == 1 { 1 } else { 0 }, "{table}: {:?}", report.rejected);
        }
        assert_eq!(
            told(&db, "SELECT address FROM contact_point ORDER BY address").await,
            ["a@example.org", "c@example.org"]
        );
    })
    .await;
}

#[tokio::test]
async fn input_09_addresses_that_look_the_same_are_the_same() {
    on_both(async |db| {
        let odd = "Name,E-mail\nAna Prova,ana@example.org\u{200b}\nBen Muster,\u{feff}ben@example.org\nCleo Test,cleo\u{ad}@exam\u{2060}ple.org\n";
        let clean = "Name,E-mail\nAna Prova,ana@example.org\nBen Muster,ben@example.org\nCleo Test,cleo@example.org\n";
        assert_eq!(counts(&import(&db, "a.csv", odd).await), (3, 0, 0));
        assert_eq!(counts(&import(&db, "b.csv", clean).await), (0, 0, 0));
        assert_eq!(told(&db, ADDRESSES).await, ["ana@example.org", "ben@example.org", "cleo@example.org"]);
        let hash = store::suppression::hash;
        assert_eq!(hash("ana@example.org\u{200b}"), hash("Ana@example.org"));
        assert_eq!(hash("ana@bücher.example"), hash("ana@xn--bcher-kva.example"));
    })
    .await;
}

#[tokio::test]
async fn input_10_what_is_stored_as_an_address_can_be_written_to() {
    on_both(async |db| {
        let telecom = [
            "ana1@home.example;ana@work.example",
            "<ana2@home.example>",
            "ana3@@home.example",
            "ana4@home.example,",
            "mailto:ana5@home.example",
            "Ana Prova <ana6@home.example>",
            "anä7@home.example",
            "ana8@home",
        ]
        .map(|value| format!(r#"{{"system":"email","value":"{value}"}}"#))
        .join(",");
        let report =
            import(&db, "p.json", patient("p", &format!(r#""name":[{{"family":"Prova"}}],"telecom":[{telecom}]"#)))
                .await;
        assert_eq!((counts(&report), report.noted_total), ((1, 0, 0), 3));
        let good = [
            "ana1@home.example",
            "ana@work.example",
            "ana2@home.example",
            "ana4@home.example",
            "ana5@home.example",
            "ana6@home.example",
        ];
        assert_eq!(told(&db, ADDRESSES).await, good);
        let table = "Name,E-mail\nBen,ben1@home.example;ben2@home.example\nCleo,cleo@@home.example\n";
        assert_eq!(counts(&import(&db, "a.csv", table).await), (1, 0, 1));
    })
    .await;
}

#[tokio::test]
async fn input_12_a_number_is_of_the_country_that_is_named_or_of_none() {
    on_both(async |db| {
        let of = |id: &str, number: &str, country: &str| {
            patient(id, &format!(r#""name":[{{"family":"P{id}"}}],"telecom":[{{"system":"phone","value":"{number}"}}],"address":[{{"country":"{country}"}}]"#))
        };
        let lines = [
            of("1", "030 90182012", "Germany"),
            of("2", "030 90182012", "DEU"),
            of("3", "030 90182012", "de"),
            of("4", "030 90182012", "Deutschland"),
            of("5", "4930123456789", "DE"),
            of("6", "020 7946 0018", "GB"),
            of("7", "2025550143", "Ruritania"),
            of("8", "030 90182012", "US"),
            of("9", "0044 20 7946 0018", "Ruritania"),
        ];
        let report = import(&db, "p.ndjson", lines.join("\n")).await;
        assert_eq!((counts(&report), report.noted_total), ((9, 0, 0), 2));
        let numbers = ["+493090182012", "+493090182012", "+493090182012", "+493090182012", "+4930123456789", "+442079460018", "+442079460018"];
        assert_eq!(told(&db, ADDRESSES).await, numbers);
    })
    .await;
}

#[tokio::test]
async fn input_13_a_number_is_one_within_its_system_and_an_id_within_its_source() {
    on_both(async |db| {
        let alice = patient("a", r#""identifier":[{"system":"urn:example:licence","value":"1001"}],"name":[{"family":"Beispiel","given":["Alice"]}]"#);
        import(&db, "a.json", alice).await;
        let report = import(&db, "d.csv", "Donor id,Name,E-mail,Tags\n1001,Bob Probe,bob@example.org,gala\n").await;
        assert_eq!(counts(&report), (1, 0, 0));
        assert_eq!(told(&db, "SELECT p.family FROM patient_tag t JOIN patient p ON p.id = t.patient_id").await, ["Bob Probe"]);
        let report = import(&db, "m.csv", "MRN,Name,E-mail,Tags\n1001,Cleo Test,cleo@example.org,gala\n").await;
        assert_eq!(counts(&report), (0, 0, 1), "whoever has the number is called otherwise: that is asked about");
        let report = import(&db, "m.csv", "MRN,Name,Tags\n1001,Alice Beispiel,board\n").await;
        assert_eq!(counts(&report), (0, 1, 0));
    })
    .await;
    on_both(async |db| {
        let file = |name: &str, born: &str, system: &str, code: &str| {
            let person = patient("1", &format!(r#""identifier":[{{"system":"{system}","value":"9"}}],"name":[{{"family":"{name}"}}],"birthDate":"{born}""#));
            format!(
                "{person}\n{{\"resourceType\":\"Condition\",\"id\":\"{code}\",\"subject\":{{\"reference\":\"Patient/1\"}},\"code\":{{\"text\":\"{code}\"}}}}\n"
            )
        };
        let (first, second) = (file("Beispiel", "1950-01-02", "urn:one", "Asthma"), file("Probe", "1988-03-04", "urn:two", "Diabetes"));
        assert_eq!(counts(&import(&db, "one.ndjson", &first).await), (2, 0, 0));
        assert_eq!(counts(&import(&db, "two.ndjson", &second).await), (0, 0, 2), "the person and their record are asked about");
        let pairs = "SELECT p.family || ' ' || c.text FROM condition n JOIN patient p ON p.id = n.patient_id JOIN concept c ON c.id = n.concept_id ORDER BY 1";
        assert_eq!(told(&db, pairs).await, ["Beispiel Asthma"]);
        let named = Options { source: Some("two".into()), ..Options::default() };
        assert_eq!(counts(&import_with(&db, &[("two.ndjson", second.as_bytes())], named).await), (2, 0, 0));
        assert_eq!(told(&db, pairs).await, ["Beispiel Asthma", "Probe Diabetes"]);
        // Married: half the name stays, and so does the birth date.
        assert_eq!(counts(&import(&db, "one.ndjson", file("Sommer", "1950-01-02", "urn:one", "Asthma")).await).2, 0);
    })
    .await;
}

#[tokio::test]
async fn review_10_the_same_record_number_under_another_id_is_the_same_person() {
    on_both(async |db| {
        let casey = |id: &str, version: u32| {
            patient(
                id,
                &format!(r#""meta":{{"versionId":"{version}"}},"identifier":[{{"type":{{"coding":[{{"code":"MR"}}]}},"system":"urn:mrn","value":"LH-1"}}],"name":[{{"family":"Jensen","given":["Casey"]}}],"birthDate":"1980-01-02""#),
            )
        };
        let condition = r#"{"resourceType":"Condition","id":"c","subject":{"reference":"Patient/b"},"code":{"text":"Asthma"}}"#;
        assert_eq!(counts(&import(&db, "a.json", casey("a", 1)).await), (1, 0, 0));
        let both = format!("{}\n{condition}\n", casey("b", 2));
        assert_eq!(counts(&import(&db, "b.ndjson", &both).await), (1, 1, 0));
        assert_eq!(counts(&import(&db, "b.ndjson", &both).await), (0, 0, 0), "read again, it changes nothing");
        assert_eq!(told(&db, "SELECT source_id FROM patient").await, ["a"]);
        let twin = casey("t", 1).replace("Casey", "Kim").replace("1980-01-02", "1980-01-03");
        assert_eq!(counts(&import(&db, "t.json", twin).await), (1, 0, 0), "another birth date is another person");
    })
    .await;
}

#[tokio::test]
async fn input_14_nobody_is_greeted_by_a_part_of_a_name_that_may_be_none() {
    on_both(async |db| {
        let table = "Name,E-mail\nAna Prova MD,a@example.org\n\"Prova, MD\",b@example.org\n\"Silva, Ana\",c@example.org\nKim Min-jun,d@example.org\n";
        import(&db, "a.csv", table).await;
        import(&db, "p.json", patient("p", r#""name":[{"text":"Dr. Lee Kim"}]"#)).await;
        assert_eq!(told(&db, "SELECT given FROM patient ORDER BY id").await, ["", "", "Ana", "", ""]);
    })
    .await;
}

#[tokio::test]
async fn input_20_records_that_the_source_links_are_one_person() {
    on_both(async |db| {
        let person = |id: &str, link: &str| {
            patient(id, &format!(r#""name":[{{"family":"Doppel"}}],"telecom":[{{"system":"email","value":"doppel@example.org"}}],"link":[{link}]"#))
        };
        let a = person("a", r#"{"other":{"reference":"Patient/b"},"type":"replaced-by"}"#);
        let b = person("b", r#"{"other":{"reference":"Patient/a"},"type":"replaces"}"#);
        let fact = |id: &str, of: &str| format!(r#"{{"resourceType":"Condition","id":"{id}","subject":{{"reference":"Patient/{of}"}},"code":{{"text":"Asthma"}}}}"#);
        let file = [a, b, fact("x", "a"), fact("y", "b")].join("\n");
        import(&db, "a.ndjson", &file).await;
        import(&db, "a.ndjson", &file).await;
        assert_eq!(told(&db, "SELECT source_id FROM patient WHERE active = 1").await, ["b"]);
        assert_eq!(told(&db, "SELECT p.source_id FROM condition c JOIN patient p ON p.id = c.patient_id").await, ["b", "b"]);
        assert_eq!(told(&db, ADDRESSES).await, ["doppel@example.org"]);

        // Staff take them apart: the next import does not bring them together again.
        let uid = told(&db, "SELECT uid FROM patient_merge").await.remove(0);
        let editor: Permit<shared::people::EditPatients> = Permit::system("test");
        let mut tx = db.begin().await.expect("begins");
        store::patients::unmerge(&mut tx, &editor, NOW, &uid).await.expect("taken apart");
        tx.commit().await.expect("commits");
        import(&db, "a.ndjson", &file).await;
        assert_eq!(told(&db, "SELECT source_id FROM patient WHERE active = 1 ORDER BY 1").await, ["a", "b"]);
        let of = "SELECT p.source_id FROM condition c JOIN patient p ON p.id = c.patient_id ORDER BY c.source_id";
        assert_eq!(told(&db, of).await, ["a", "b"]);
    })
    .await;
}

#[tokio::test]
async fn input_21_a_name_need_not_be_there_and_the_one_in_use_counts() {
    on_both(async |db| {
        let visit = |of: &str| format!(r#"{{"resourceType":"Encounter","id":"e{of}","status":"finished","class":{{"code":"AMB"}},"subject":{{"reference":"Patient/{of}"}}}}"#);
        let lines = [
            patient("n", r#""gender":"female""#),
            visit("n"),
            patient("m", r#""name":[{"use":"official"}]"#),
            visit("m"),
            patient("b", r#""name":[{"use":"nickname","given":["Bibi"]},{"use":"usual","family":"Sommer","given":["Brigitte"]},{"use":"maiden","family":"Winter"}]"#),
            patient("w", r#""name":[{"use":"official","family":"Winter","given":["Brigitte"],"period":{"end":"2015"}},{"family":"Sommer","given":["Brigitte"]}]"#),
        ];
        assert_eq!(counts(&import(&db, "p.ndjson", lines.join("\n")).await), (6, 0, 0));
        let names = ["(no name)", "(no name)", "Brigitte Sommer", "Brigitte Sommer"];
        assert_eq!(told(&db, NAMES).await, names);
    })
    .await;
}

#[tokio::test]
async fn input_22_what_is_over_is_not_used() {
    on_both(async |db| {
        let p = patient(
            "p",
            r#""name":[{"family":"Prova"}],"telecom":[
                {"system":"email","value":"old@example.org","rank":1,"period":{"end":"2019-01-01"}},
                {"system":"email","value":"new@example.org"},
                {"system":"phone","value":"+12025550143","rank":1,"period":{"end":"2019"}},
                {"system":"phone","value":"+12025550144"},
                {"system":"email","value":"later@example.org","period":{"start":"2030"}}],
              "address":[{"use":"home","city":"Oldtown","period":{"end":"2019"}},{"city":"Newtown"}]"#,
        );
        import(&db, "p.json", p).await;
        let used = "SELECT address FROM contact_point WHERE use_code IS NULL OR use_code <> 'old' ORDER BY address";
        assert_eq!(told(&db, used).await, ["+12025550144", "new@example.org"]);
        assert_eq!(told(&db, "SELECT city FROM patient").await, ["Newtown"]);
    })
    .await;
}

#[tokio::test]
async fn input_25_no_record_ends_an_import() {
    on_both(async |db| {
        let lines = [
            patient("1", r#""name":[{"family":"Prova"}]"#),
            patient("2", r#""name":[{"family":"Pro\u0000va\u0085","given":["B\u0007en"]}]"#),
            patient("3", r#""name":[{"family":"Test"}]"#),
        ];
        assert_eq!(counts(&import(&db, "p.ndjson", lines.join("\n")).await), (3, 0, 0));
        assert_eq!(told(&db, NAMES).await, ["Prova", "Ben Prova", "Test"]);
        let table = "Name,E-mail\nCle\0o Test,cleo@exa\0mple.org\nDana Test,dana@example.org\n";
        assert_eq!(counts(&import(&db, "a.csv", table).await), (2, 0, 0));
        assert_eq!(told(&db, "SELECT family FROM patient WHERE family LIKE 'Cleo%'").await, ["Cleo Test"]);
    })
    .await;
}

/// What the gate lets through and the database does not: the record is told, its neighbors are stored.
#[tokio::test]
async fn input_25_a_record_that_can_not_be_stored_costs_only_itself() {
    on_both(async |db| {
        for statement in ["CREATE UNIQUE INDEX no_second_city ON patient (city) WHERE city = 'Twice'"] {
            sqlx::query(statement).execute(db.read()).await.expect("an index");
        }
        let line = |id: usize| {
            let city = if id == 40 || id == 77 { "Twice" } else { "Once" };
            patient(&id.to_string(), &format!(r#""name":[{{"family":"P{id}"}}],"address":[{{"city":"{city}"}}]"#))
        };
        let report = import(&db, "p.ndjson", (1..=100).map(line).collect::<Vec<_>>().join("\n")).await;
        assert_eq!(counts(&report), (99, 0, 1));
        assert_eq!(report.rejected[0].line, 77);
        let table = "Name,E-mail,City\nAna Prova,ana@example.org,Twice\nBen Muster,ben@example.org,Once\n";
        let report = import(&db, "a.csv", table).await;
        assert_eq!((counts(&report), report.rejected[0].line), ((1, 0, 1), 2));
    })
    .await;
}

#[tokio::test]
async fn input_27_one_normal_form() {
    on_both(async |db| {
        let p = patient("p", r#""name":[{"family":"Prova","given":["Rene\u0301e"]}],"telecom":[{"system":"email","value":"renee@example.org"}]"#);
        import(&db, "p.json", p).await;
        assert_eq!(told(&db, "SELECT name_search FROM patient").await, ["ren\u{e9}e prova"]);
        let report = import(&db, "a.csv", "Given,Family,E-mail,Tags\nRen\u{e9}e,Prova,renee@example.org,friend\n").await;
        assert_eq!(counts(&report), (0, 1, 0));
    })
    .await;
}

/// A history begins with what is newest; what its versions say counts more.
#[tokio::test]
async fn input_19_of_a_history_the_latest_entry_counts() {
    on_both(async |db| {
        import(&db, "p.json", patient("p", r#""name":[{"family":"Prova"}]"#)).await;
        let condition = |version: &str, text: &str| {
            format!(
                r#"{{"resource":{{"resourceType":"Condition","id":"c","meta":{{{version}}},"subject":{{"reference":"Patient/p"}},"code":{{"text":"{text}"}}}},"request":{{"method":"PUT","url":"Condition/c"}}}}"#
            )
        };
        let deleted = |answer: &str| format!(r#"{{"request":{{"method":"DELETE","url":"Condition/c"}}{answer}}}"#);
        let history = |entries: &[String]| format!(r#"{{"resourceType":"Bundle","type":"history","entry":[{}]}}"#, entries.join(","));
        let texts = "SELECT c.text FROM condition n JOIN concept c ON c.id = n.concept_id";
        let (old, new) = (condition("", "Old"), condition("", "New"));
        import(&db, "a.json", history(&[new.clone(), old.clone()])).await;
        assert_eq!(told(&db, texts).await, ["New"]);
        import(&db, "b.json", history(&[deleted(""), new, old])).await;
        assert_eq!(told(&db, texts).await, [""; 0], "what was deleted last stays away");
        let versions = [condition(r#""versionId":"1""#, "One"), deleted(r#","response":{"etag":"W/\"2\""}"#), condition(r#""versionId":"3""#, "Three")];
        import(&db, "c.json", history(&versions)).await;
        assert_eq!(told(&db, texts).await, ["Three"], "in whatever order they stand");
    })
    .await;
}

#[tokio::test]
async fn input_17_a_birth_date_that_is_known_to_the_year_stays_so() {
    on_both(async |db| {
        let lines = [
            patient("y", r#""name":[{"family":"Year"}],"birthDate":"1980""#),
            patient("m", r#""name":[{"family":"Month"}],"birthDate":"1980-06""#),
            patient("d", r#""name":[{"family":"Day"}],"birthDate":"1980-06-10""#),
        ];
        import(&db, "p.ndjson", lines.join("\n")).await;
        import(&db, "t.csv", "Name,E-mail,Birth date\nTable Year,t@example.org,1980\n").await;
        let until = "SELECT COALESCE(birth_until, '-') FROM patient ORDER BY id";
        assert_eq!(told(&db, until).await, ["1980-12-31", "1980-06-30", "-", "1980-12-31"]);
        let id: shared::ids::PatientId =
            told(&db, "SELECT uid FROM patient ORDER BY id").await[0].parse().expect("an id");
        let viewer: Permit<shared::people::ViewPatients> = Permit::system("test");
        let record = store::patients::record(&db, &viewer, NOW, id).await.expect("a record");
        let person = record.demographics.reveal();
        assert_eq!(person.age.as_deref(), Some("45 to 46"), "an age is a range");
        let born = person.birth_date.expect("known").partial_text(person.birth_until);
        assert_eq!(born, "1980", "nobody was born on an invented January 1st");
        // A day of that year is no contradiction; another year is.
        let day = patient("y", r#""name":[{"family":"Year"}],"birthDate":"1980-03-04""#);
        assert_eq!(counts(&import(&db, "y.json", day).await), (0, 1, 0));
        assert_eq!(told(&db, until).await[0], "-");
    })
    .await;
}
