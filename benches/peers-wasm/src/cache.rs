//! Writes the cache of askalono's store: `cache LICENSE-DATA OUT`. Licenses and exceptions that are not deprecated.

fn main() {
    let mut arguments = std::env::args().skip(1);
    let (Some(data), Some(out)) = (arguments.next(), arguments.next()) else {
        eprintln!("usage: cache LICENSE-DATA OUT");
        std::process::exit(2);
    };
    let mut store = askalono::Store::new();
    for (folder, id, text) in
        [("details", "licenseId", "licenseText"), ("exceptions", "licenseExceptionId", "licenseExceptionText")]
    {
        let folder = std::path::Path::new(&data).join(folder);
        let mut files: Vec<_> =
            std::fs::read_dir(folder).expect("the data").map(|entry| entry.expect("an entry").path()).collect();
        files.sort();
        for path in files {
            let bytes = std::fs::read(&path).expect("a readable file");
            let entry: serde_json::Value = serde_json::from_slice(&bytes).expect("JSON");
            if let (false, Some(id), Some(text)) =
                (entry["isDeprecatedLicenseId"] == true, entry[id].as_str(), entry[text].as_str())
            {
                store.add_license(id.to_owned(), askalono::TextData::from(text));
            }
        }
    }
    store.to_cache(std::fs::File::create(out).expect("a file to write")).expect("a cache");
}
