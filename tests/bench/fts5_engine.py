"""SQLite FTS5 as an engine of scripts/bench: one table with its content, folded.

  fts5_engine.py index DATABASE DOCUMENTS.tsv
  fts5_engine.py search DATABASE QUERIES.tsv WAY     prints id, tab, microseconds, tab, ids of the ten best

Of the folding that Vietnamese needs, the tokenizer does all but đ, which is therefore replaced in text and query."""
import re
import sqlite3
import sys
import time

BEST = 'SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY rank LIMIT 10'


def folded(text):
    return text.replace('đ', 'd').replace('Đ', 'D')


def expression(query, way='words'):
    """Words are literals, for those of a query may be operators of FTS5."""
    words = re.findall(r'\w+', folded(query).lower())
    if way == 'phrase':
        return '"' + ' '.join(words) + '"'
    if way == 'near':
        return 'NEAR(' + ' '.join(f'"{word}"' for word in words) + ', 3)'
    if way == 'prefix':
        return f'"{words[0]}"*'
    return ' OR '.join(f'"{word}"' for word in dict.fromkeys(words))


def cold_statement(query):
    """The same search for the shell of SQLite; the expression holds no apostrophe."""
    return ("SELECT id FROM (SELECT rowid AS number FROM texts WHERE texts MATCH '" + expression(query) +
            "' ORDER BY rank LIMIT 10) JOIN documents USING (number)")


def index(path, source):
    database = sqlite3.connect(path, isolation_level=None)
    database.execute('PRAGMA cache_size = -262144')
    database.execute("CREATE VIRTUAL TABLE texts USING fts5(body, tokenize = 'unicode61 remove_diacritics 2')")
    database.execute('CREATE TABLE documents(number INTEGER PRIMARY KEY, id TEXT)')
    database.execute('BEGIN')
    with open(source, encoding='utf-8') as lines:
        for number, line in enumerate(lines, 1):
            id, body = line.rstrip('\n').split('\t', 1)
            database.execute('INSERT INTO documents VALUES(?, ?)', (number, id))
            database.execute('INSERT INTO texts(rowid, body) VALUES(?, ?)', (number, folded(body)))
    database.execute("INSERT INTO texts(texts) VALUES('optimize')")
    database.execute('COMMIT')
    database.close()


def search(path, queries, way):
    database = sqlite3.connect(path)
    database.execute('PRAGMA cache_size = -262144')
    database.execute('PRAGMA mmap_size = 4294967296')
    with open(queries, encoding='utf-8') as lines:
        for line in lines:
            id, query = line.rstrip('\n').split('\t', 1)
            start = time.perf_counter_ns()
            numbers = database.execute(BEST, (expression(query, way),)).fetchall()
            found = [database.execute('SELECT id FROM documents WHERE number = ?', number).fetchone()[0] for number in numbers]
            print(id, (time.perf_counter_ns() - start) // 1000, ' '.join(found), sep='\t')


if __name__ == '__main__':
    {'index': index, 'search': search}[sys.argv[1]](*sys.argv[2:])
