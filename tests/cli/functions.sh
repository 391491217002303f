# What the cases share.

# Runs a command and prints it and its status, on standard output and standard error, between the two outputs.
try() {
  printf '$ %s\n' "$*" | tee /dev/stderr
  "$@"
  printf '[%d]\n' "$?"
}

# An index of the test archive at $1.
index_archive() {
  vnidx -q --index "$1" add "$TESTDATA/articles" "$TESTDATA/archive"
}

# Runs vnidx as a user who owns nothing here, whoever runs the tests.
as_stranger() {
  if [ "$(id -u)" != 0 ]; then "$@"; else setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; fi
}

# Runs a script where what it mounts is seen by nobody else and goes with it.
in_own_mounts() {
  unshare --mount sh -ec "$1"
}

# Two small documents as JSON Lines.
two_documents() {
  cat <<'DOCUMENTS'
{"id":"d1","title":"Hội nghị Đảng ủy Khối","date":"2018-07-11","author":"Thanh Anh","source":"Báo Một","reads":704,"text":"Sáng 10.7, Sở Y tế họp bàn công tác phát triển đảng viên."}
{"id":"d2","title":"Mùa mía ngọt","date":"2019-01-02","source":"Báo Hai","text":"Nông dân Sa Bình được mùa mía."}
DOCUMENTS
}
