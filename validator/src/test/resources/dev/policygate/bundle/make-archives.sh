#!/usr/bin/env bash
# Writes the archives that ToolArchivesTest reads, with the tools that README.md names.
set -euo pipefail

if [[ "${1:-}" == --help ]]; then
  echo "usage: $0    writes accepted/*.zip and refused/*.zip beside itself"
  echo "needs zip, python3, 7zz, bsdtar, jar, go, node and npm"
  exit 0
fi

here=$(cd "$(dirname "$0")" && pwd)
good=$here/accepted
bad=$here/refused
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$good" "$bad"
rm -f "$good"/*.zip "$bad"/*.zip
export TZ=UTC

cp "$here"/source/*.json "$work"
cd "$work"
touch -d '2026-01-01 00:00:00' policy.json metadata.json
files=(policy.json metadata.json)

# Info-ZIP. Given a pipe as output it writes descriptors, as it cannot go back to the headers.
zip -q "$good/infozip.zip" "${files[@]}"
zip -q -X "$good/infozip-X.zip" "${files[@]}"
zip -q -0 "$good/infozip-stored.zip" "${files[@]}"
zip -q -fd "$good/infozip-fd.zip" "${files[@]}"
zip -q -fz "$good/infozip-fz.zip" "${files[@]}"
zip -q -z "$good/infozip-comment.zip" "${files[@]}" <<< "The reports of team A"
zip -q - "${files[@]}" | cat > "$good/infozip-streamed.zip"
zip -q -0 - "${files[@]}" | cat > "$good/infozip-stored-streamed.zip"
zip -q -fz - "${files[@]}" | cat > "$bad/infozip-fz-streamed.zip"
zip -q -P secret "$bad/infozip-encrypted.zip" "${files[@]}"
mkdir mybundle && cp -p "${files[@]}" mybundle
zip -q -r "$bad/infozip-folder.zip" mybundle
mkdir links && ln -s ../policy.json links/policy.json && cp -p metadata.json links
(cd links && zip -q -y "$bad/infozip-symlink.zip" "${files[@]}")
mkdir pipes && (cd pipes && mkfifo "${files[@]}" \
  && { cat ../policy.json > policy.json; cat ../metadata.json > metadata.json; } \
  & cd pipes && sleep 1 && zip -q -FI "$bad/infozip-fifo.zip" "${files[@]}"; wait)

# What macOS adds, zipped by Info-ZIP.
mkdir mac && cp -p "${files[@]}" mac
(cd mac && mkdir __MACOSX \
  && printf '\0\5\26\7\0\2\0\0Mac OS X        \0\0' > __MACOSX/._policy.json \
  && cp __MACOSX/._policy.json __MACOSX/._metadata.json && printf '\0\0\0\1Bud1\0\0' > .DS_Store \
  && zip -q -r "$good/infozip-macos.zip" policy.json metadata.json __MACOSX .DS_Store)

# Python.
GOOD=$good python3 - <<'PY'
import os
import zipfile

FILES = ("policy.json", "metadata.json")


class Pipe:
    """A file that cannot be sought in, as a pipe or a response."""

    def __init__(self, file):
        self.file = file

    def write(self, data):
        return self.file.write(data)

    def flush(self):
        self.file.flush()


for method, name in ((zipfile.ZIP_STORED, "stored"), (zipfile.ZIP_DEFLATED, "deflated")):
    for zip64 in ("", "-force-zip64"):
        for streamed in ("", "-streamed"):
            path = os.path.join(os.environ["GOOD"], f"python-{name}{zip64}{streamed}.zip")
            with open(path, "wb") as file:
                with zipfile.ZipFile(Pipe(file) if streamed else file, "w", method) as archive:
                    for each in FILES:
                        info = zipfile.ZipInfo.from_file(each)
                        info.compress_type = method
                        with open(each, "rb") as source, archive.open(
                            info, "w", force_zip64=bool(zip64)
                        ) as target:
                            target.write(source.read())
PY

# 7-Zip.
7zz a -bso0 -bsp0 "$good/7zip.zip" "${files[@]}"
7zz a -bso0 -bsp0 -mtc=on -mta=on "$good/7zip-times.zip" "${files[@]}"
7zz a -bso0 -bsp0 -tzip -so dummy "${files[@]}" > "$good/7zip-streamed.zip"
7zz a -bso0 -bsp0 -mm=Deflate64 "$bad/7zip-deflate64.zip" "${files[@]}"
7zz a -bso0 -bsp0 -mm=LZMA "$bad/7zip-lzma.zip" "${files[@]}"
7zz a -bso0 -bsp0 -psecret -mem=AES256 "$bad/7zip-aes.zip" "${files[@]}"
7zz a -bso0 -bsp0 "$bad/7z.zip" -t7z "${files[@]}"

# libarchive, by which recent versions of Windows and macOS have `tar` too.
bsdtar --format zip -cf "$good/bsdtar.zip" "${files[@]}"
bsdtar --format zip --options zip:compression=store -cf "$good/bsdtar-stored.zip" "${files[@]}"
bsdtar --format zip --options zip:zip64 -cf "$good/bsdtar-zip64.zip" "${files[@]}"
bsdtar --format zip -cf - "${files[@]}" | cat > "$bad/bsdtar-streamed.zip"
bsdtar --format zip -cf "$bad/bsdtar-dot.zip" ./policy.json ./metadata.json

# Java.
jar --create --no-manifest --file "$good/jar.zip" "${files[@]}"

# Go.
cat > archive.go <<'GO'
package main

import (
	"archive/zip"
	"os"
)

func check(err error) {
	if err != nil {
		panic(err)
	}
}

func write(name string, method uint16, stat bool) {
	out, err := os.Create(os.Args[1] + "/" + name)
	check(err)
	archive := zip.NewWriter(out)
	for _, file := range []string{"policy.json", "metadata.json"} {
		header := &zip.FileHeader{Name: file, Method: method}
		if stat {
			info, err := os.Stat(file)
			check(err)
			header, err = zip.FileInfoHeader(info)
			check(err)
			header.Method = method
		}
		entry, err := archive.CreateHeader(header)
		check(err)
		content, err := os.ReadFile(file)
		check(err)
		_, err = entry.Write(content)
		check(err)
	}
	check(archive.Close())
	check(out.Close())
}

func main() {
	write("go.zip", zip.Deflate, false)
	write("go-stat.zip", zip.Deflate, true)
	write("go-stored.zip", zip.Store, true)
}
GO
go run archive.go "$good"

# Node.
npm install --silent --no-audit --no-fund \
  archiver@8.0.0 yazl@3.3.1 jszip@3.10.2 adm-zip@0.6.1 fflate@0.8.3 > /dev/null
cat > archive.mjs <<'JS'
import AdmZip from 'adm-zip';
import { ZipArchive } from 'archiver';
import * as fflate from 'fflate';
import fs from 'fs';
import JSZip from 'jszip';
import { finished } from 'stream/promises';
import yazl from 'yazl';

const [good, bad] = process.argv.slice(2);
const files = ['policy.json', 'metadata.json'];
const contents = Object.fromEntries(files.map((file) => [file, fs.readFileSync(file)]));

for (const [name, options] of Object.entries({
  archiver: {},
  'archiver-stored': { store: true },
  'archiver-zip64': { forceZip64: true },
})) {
  const archive = new ZipArchive(options);
  const target = archive.pipe(fs.createWriteStream(`${good}/${name}.zip`));
  files.forEach((file) => archive.file(file, { name: file }));
  await Promise.all([archive.finalize(), finished(target)]);
}

for (const [path, options] of [
  [`${good}/yazl.zip`, {}],
  [`${bad}/yazl-zip64.zip`, { forceZip64Format: true }],
]) {
  const archive = new yazl.ZipFile();
  files.forEach((file) => archive.addFile(file, file, options));
  archive.end(options);
  await finished(archive.outputStream.pipe(fs.createWriteStream(path)));
}

for (const [name, options] of Object.entries({
  jszip: { compression: 'DEFLATE' },
  'jszip-stored': {},
  'jszip-streamed': { compression: 'DEFLATE', streamFiles: true, platform: 'UNIX' },
})) {
  const archive = new JSZip();
  files.forEach((file) => archive.file(file, contents[file]));
  const bytes = await archive.generateAsync({ type: 'nodebuffer', ...options });
  fs.writeFileSync(`${good}/${name}.zip`, bytes);
}

const adm = new AdmZip();
files.forEach((file) => adm.addLocalFile(file));
adm.writeZip(`${good}/adm-zip.zip`);

fs.writeFileSync(`${good}/fflate.zip`, fflate.zipSync(contents));
const chunks = [];
const zip = new fflate.Zip((_error, chunk) => chunks.push(chunk));
for (const file of files) {
  const entry = new fflate.ZipDeflate(file);
  zip.add(entry);
  entry.push(contents[file], true);
}
zip.end();
fs.writeFileSync(`${good}/fflate-streamed.zip`, Buffer.concat(chunks));
JS
node archive.mjs "$good" "$bad"
chmod 644 "$good"/*.zip "$bad"/*.zip
