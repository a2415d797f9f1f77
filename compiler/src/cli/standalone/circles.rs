//! Which modules are imported, directly or not, by what they import.

use super::files::File;

/// For each file, whether it is part of a circle.
pub fn members(files: &[File]) -> Vec<bool> {
    (0..files.len()).map(|index| reaches(files, index)).collect()
}

/// Whether following imports leads from a file back to it.
fn reaches(files: &[File], from: usize) -> bool {
    let mut seen = vec![false; files.len()];
    let mut waiting = files[from].imports.clone();
    while let Some(next) = waiting.pop() {
        if next == from {
            return true;
        }
        if !std::mem::replace(&mut seen[next], true) {
            waiting.extend(&files[next].imports);
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::{File, members};

    #[test]
    fn tells_circles_from_what_leads_into_them() {
        let imports: [&[usize]; 5] = [&[1, 4], &[2], &[3], &[1], &[]];
        let files = imports.map(|imports| File { imports: imports.to_vec(), ..File::default() });
        assert_eq!(members(&files), [false, true, true, true, false]);
    }
}
