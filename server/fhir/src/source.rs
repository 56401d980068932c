//! Which files are meant, in which order they are read, and how their bytes are got at.

use crate::{ImportError, Progress};
use flate2::read::MultiGzDecoder;
use shared::records::{RecordKind, RecordType};
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A file to import.
#[derive(Debug, Clone)]
pub struct SourceFile {
    pub path: PathBuf,
    /// What the report calls it.
    pub name: String,
    /// On disk.
    pub bytes: u64,
}

/// The files meant by `paths`: a file is taken whatever its name, a folder gives every FHIR-looking file under it.
/// Ordered so that what is referred to mostly comes before what refers to it; any order is right, this one is quick.
///
/// # Errors
/// When a path can't be read or nothing is there to import.
pub fn find(paths: &[PathBuf]) -> Result<Vec<SourceFile>, ImportError> {
    let mut files = Vec::new();
    for path in paths {
        let wrong = |why| ImportError::Path { path: path.clone(), why };
        if std::fs::metadata(path).map_err(wrong)?.is_dir() {
            walk(path, path, &mut files).map_err(wrong)?;
        } else {
            let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
            files.push(source(path.clone(), name).map_err(wrong)?);
        }
    }
    if files.is_empty() {
        return Err(ImportError::Nothing);
    }
    Ok(ordered(files))
}

/// The files in the order in which they are read quickest; the same files always in the same order.
pub fn ordered(files: Vec<SourceFile>) -> Vec<SourceFile> {
    let mut ranked: Vec<(u8, SourceFile)> = files.into_iter().map(|file| (rank(&file), file)).collect();
    ranked.sort_by(|(a_rank, a), (b_rank, b)| a_rank.cmp(b_rank).then_with(|| a.name.cmp(&b.name)));
    ranked.into_iter().map(|(_, file)| file).collect()
}

fn source(path: PathBuf, name: String) -> std::io::Result<SourceFile> {
    let bytes = std::fs::metadata(&path)?.len();
    Ok(SourceFile { path, name, bytes })
}

fn walk(root: &Path, folder: &Path, files: &mut Vec<SourceFile>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        // Links to folders are not followed: they may lead back here.
        if entry.file_type()?.is_dir() {
            walk(root, &path, files)?;
        } else if path.is_file() && looks_like_fhir(&path) {
            let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().into_owned();
            files.push(source(path, name)?);
        }
    }
    Ok(())
}

fn looks_like_fhir(path: &Path) -> bool {
    let name = path.to_string_lossy().to_lowercase();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    [".json", ".ndjson", ".jsonl"].iter().any(|end| name.ends_with(end))
}

/// A table of people, by the file's name. Only one that is named itself is read: folders of other systems have tables of
/// everything.
pub(crate) fn is_table(path: &Path) -> bool {
    let name = path.to_string_lossy().to_lowercase();
    name.strip_suffix(".gz").unwrap_or(&name).ends_with(".csv")
}

/// True when each line is a resource of its own, by the file's name.
pub(crate) fn is_named_as_lines(path: &Path) -> bool {
    let name = path.to_string_lossy().to_lowercase();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    name.ends_with(".ndjson") || name.ends_with(".jsonl")
}

/// The bytes of the file, decompressed when it is a gzip file whatever its name; `progress` counts those on disk.
pub(crate) fn open(path: &Path, progress: Option<Arc<Progress>>) -> std::io::Result<Box<dyn Read + Send>> {
    let mut magic = [0u8; 2];
    let mut file = File::open(path)?;
    let gzip = file.read(&mut magic)? == 2 && magic == [0x1f, 0x8b];
    let counted = Counted { file: File::open(path)?, progress };
    Ok(if gzip { Box::new(MultiGzDecoder::new(BufReader::with_capacity(1 << 18, counted))) } else { Box::new(counted) })
}

/// The line, from 1, in which the byte at `offset` stands; 0 when the file can't be read.
pub(crate) fn line_at(path: &Path, offset: usize) -> u64 {
    let mut before = Vec::new();
    match open(path, None).and_then(|file| file.take(offset as u64).read_to_end(&mut before)) {
        Ok(_) => 1 + before.iter().filter(|byte| **byte == b'\n').count() as u64,
        Err(_) => 0,
    }
}

struct Counted {
    file: File,
    progress: Option<Arc<Progress>>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.file.read(buffer)?;
        if let Some(progress) = &self.progress {
            progress.read(read as u64);
        }
        Ok(read)
    }
}

/// Where the file stands in the order, by the first resource type named in it.
fn rank(file: &SourceFile) -> u8 {
    let mut start = Vec::with_capacity(1 << 14);
    let Ok(reader) = open(&file.path, None) else { return u8::MAX };
    if reader.take(1 << 14).read_to_end(&mut start).is_err() {
        return u8::MAX;
    }
    let text = String::from_utf8_lossy(&start);
    let name = text
        .split_once("\"resourceType\"")
        .and_then(|(_, rest)| rest.trim_start_matches([':', ' ', '\t', '\r', '\n']).strip_prefix('"'))
        .and_then(|rest| rest.split('"').next())
        .unwrap_or_default();
    let encounters = RecordKind::Record(RecordType::Encounter).rank();
    match name {
        "Organization" | "Practitioner" | "Location" | "Patient" | "Encounter" => {
            RecordKind::of_name(name).map_or(u8::MAX, RecordKind::rank)
        }
        "Medication" => encounters,
        // Bulk Data lists what was deleted as bundles: after everything that may still have been exported.
        "Bundle" if text.contains("\"DELETE\"") => 20,
        "Bundle" => encounters + 1,
        _ => 10,
    }
}
