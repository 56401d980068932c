//! Every SQL text that stands in the sources as a constant is prepared on both databases: what names a table or column that is
//! not there, or is no SQL at all, is found without a test that happens to run it.

use sqlx::Executor;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use store::Dialect;
use store::testing::on_both;
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::visit::{self, Visit};
use syn::{Expr, ExprCall, ExprLit, ExprPath, ItemConst, Lit, Token};

/// Statements put together while the program runs, which nothing but the tests of their functions sees. Lower it whenever you
/// can; a new statement is a constant, or built by sea-query.
const PUT_TOGETHER: usize = 117;

/// What is only ever said to PostgreSQL.
const OF_POSTGRES: [&str; 3] = ["SELECT nextval(", "SELECT CAST(pg_advisory_xact_lock(", "SELECT call.id, uid"];

/// Not worth a test that finds none of them.
const AT_LEAST: usize = 250;

#[tokio::test]
async fn every_constant_statement_is_prepared_on_both_databases() {
    let files = sources();
    let mut consts = Consts::default();
    for (file, parsed) in &files {
        consts.file.clone_from(file);
        consts.visit_file(parsed);
    }
    let mut found =
        Statements { consts: &consts, file: PathBuf::new(), constant: Vec::new(), put_together: Vec::new() };
    for (file, parsed) in &files {
        found.file.clone_from(file);
        found.visit_file(parsed);
    }
    let Statements { constant, put_together, .. } = found;
    assert!(constant.len() > AT_LEAST, "only {} constant statements were found", constant.len());
    on_both(async |db| {
        let mut refused = Vec::new();
        for (file, sql) in &constant {
            if db.dialect() == Dialect::Sqlite && OF_POSTGRES.iter().any(|start| sql.starts_with(start)) {
                continue;
            }
            let mut tx = db.begin().await.expect("begins");
            if let Err(error) = (&mut *tx).prepare(sql).await {
                refused.push(format!("{}: {error}\n{sql}", file.display()));
            }
        }
        assert!(refused.is_empty(), "{} of {} refused:\n{}", refused.len(), constant.len(), refused.join("\n\n"));
    })
    .await;
    assert!(
        put_together.len() <= PUT_TOGETHER,
        "{} statements are put together by the program, {PUT_TOGETHER} were: {put_together:#?}",
        put_together.len()
    );
}

/// Everything under `server/*/src` and `server/src`.
fn sources() -> Vec<(PathBuf, syn::File)> {
    let server = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the folder of the server's crates");
    let mut files = Vec::new();
    let mut folders = vec![server.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder of sources") {
            let path = entry.expect("an entry").path();
            if path.is_dir() && !path.ends_with("tests") {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = std::fs::read_to_string(&path).expect("a source file");
                let parsed = syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
                files.push((path, parsed));
            }
        }
    }
    files
}

/// Constants that are a literal text, by file and name; `None` where a file has two of the name.
#[derive(Default)]
struct Consts {
    file: PathBuf,
    by_file: BTreeMap<(PathBuf, String), Option<String>>,
}

impl<'ast> Visit<'ast> for Consts {
    fn visit_item_const(&mut self, item: &'ast ItemConst) {
        if let Some(text) = literal(&item.expr) {
            let key = (self.file.clone(), item.ident.to_string());
            let once = !self.by_file.contains_key(&key);
            self.by_file.insert(key, once.then_some(text));
        }
        visit::visit_item_const(self, item);
    }
}

impl Consts {
    /// What `NAME`, `module::NAME` or `super::NAME` is, seen from `file`.
    fn of(&self, file: &Path, path: &ExprPath) -> Option<String> {
        let names: Vec<String> = path.path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        let (name, modules) = names.split_last()?;
        let folder = file.parent()?;
        let of_module = |module: &str| [folder.join(format!("{module}.rs")), folder.join(module).join("mod.rs")];
        let files: Vec<PathBuf> = match modules.last().map(String::as_str) {
            None => vec![file.to_owned(), folder.join("mod.rs")],
            Some("super") => vec![folder.join("mod.rs"), folder.with_extension("rs")],
            Some(module) => of_module(module).to_vec(),
        };
        files.into_iter().find_map(|file| self.by_file.get(&(file, name.clone()))?.clone())
    }
}

/// The statements handed to `sqlx::query…`, by file.
struct Statements<'a> {
    consts: &'a Consts,
    file: PathBuf,
    constant: Vec<(PathBuf, String)>,
    put_together: Vec<(PathBuf, String)>,
}

impl<'ast> Visit<'ast> for Statements<'_> {
    fn visit_expr_call(&mut self, call: &'ast ExprCall) {
        if let Expr::Path(function) = &*call.func {
            let names: Vec<String> = function.path.segments.iter().map(|segment| segment.ident.to_string()).collect();
            // What sea-query built goes to `query_with` and its like.
            if let [.., of, name] = &names[..]
                && of == "sqlx"
                && matches!(name.as_str(), "query" | "query_as" | "query_scalar")
                && let Some(sql) = call.args.first()
            {
                match self.text(sql) {
                    Some(text) => self.constant.push((self.file.clone(), text)),
                    None => self.put_together.push((self.file.clone(), name.clone())),
                }
            }
        }
        visit::visit_expr_call(self, call);
    }
}

impl Statements<'_> {
    /// The text, if it can be known without running anything.
    fn text(&self, expression: &Expr) -> Option<String> {
        match expression {
            Expr::Reference(reference) => self.text(&reference.expr),
            Expr::Path(path) => self.consts.of(&self.file, path),
            Expr::Macro(made) if made.mac.path.is_ident("format") => {
                let arguments = Punctuated::<Expr, Token![,]>::parse_terminated;
                let arguments = arguments.parse2(made.mac.tokens.clone()).ok()?;
                let mut arguments = arguments.iter();
                let text = literal(arguments.next()?)?;
                self.filled(&text, arguments)
            }
            other => literal(other),
        }
    }

    /// `text` with constants for its `{NAME}` and `{}`; `None` when anything else is in there.
    fn filled<'e>(&self, text: &str, mut arguments: impl Iterator<Item = &'e Expr>) -> Option<String> {
        let mut filled = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}')?;
            filled.push_str(before);
            filled.push_str(&match name {
                "" => self.text(arguments.next()?)?,
                name => self.text(&syn::parse_str(name).ok()?)?,
            });
            rest = after;
        }
        filled.push_str(rest);
        Some(filled)
    }
}

fn literal(expression: &Expr) -> Option<String> {
    match expression {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value()),
        _ => None,
    }
}
