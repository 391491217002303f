"""What vnidx takes of memory at most, as the kernel counts it: that of --memory, or a few times the longest document."""
import argparse
import json
import multiprocessing
import os
import sys
import tempfile

sys.path.append(os.path.dirname(os.path.abspath(__file__)))
import engines  # noqa: E402

MB = 1000 * 1000
SENTENCE = 'Sáng nay, Đảng ủy Khối các cơ quan tỉnh Quảng Nam họp với Sở Y tế về công tác phòng, chống dịch số {}.\n'


def long_text(megabytes):
    sentences, size = [], 0
    while size < megabytes * MB:
        sentences.append(SENTENCE.format(len(sentences)))
        size += len(sentences[-1].encode())
    return ''.join(sentences)


def write_lines(path, documents):
    with open(path, 'w', encoding='utf-8') as file:
        for number, text in enumerate(documents):
            file.write(json.dumps({'id': str(number), 'text': text}, ensure_ascii=False) + '\n')


def long_lines(path):
    text = long_text(40)
    write_lines(path, [text[number:] for number in range(4)])


def one_long_line(path):
    write_lines(path, [long_text(60)])


def long_file(path):
    with open(path, 'w', encoding='utf-8') as file:
        file.write('Một văn bản rất dài\n\n' + long_text(60))


def tiny_documents(path):
    write_lines(path, (SENTENCE.format(number) for number in range(200000)))


def rare_words(path):
    write_lines(path, (' '.join(format(hash((number, word)) & 0xffffffffffff, 'x') for word in range(20000)) for number in range(100)))


# What is added, --memory, and the bound in MB: --memory or, where that is more, what a build takes in any case and a few
# times the longest document.
CASES = (
    ('long lines, one after another', long_lines, 'lines.jsonl', '450M', 450),
    ('one long line', one_long_line, 'line.jsonl', '1G', 110 + 3 * 60),
    ('one long file', long_file, 'file.txt', '1G', 110 + 3 * 60),
    ('many tiny documents', tiny_documents, 'tiny.jsonl', '128M', 128),
    ('words seen once', rare_words, 'rare.jsonl', '512M', 512),
)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--vnidx', required=True)
    vnidx = os.path.abspath(parser.parse_args().vnidx)
    failed = 0
    for name, write, file, memory, bound in CASES:
        with tempfile.TemporaryDirectory() as work:
            path = os.path.join(work, file)
            # In a process of its own: what this one holds would be counted as its child's.
            writer = multiprocessing.Process(target=write, args=(path,))
            writer.start()
            writer.join()
            cost = engines.run([vnidx, '--index', os.path.join(work, 'index'), '-q', 'add', '--jobs', '2', '--memory', memory, path])
        print(f'{name}: {cost.peak / MB:.0f} MB of {bound}')
        failed += cost.peak > bound * MB
    raise SystemExit(1 if failed else 0)


if __name__ == '__main__':
    main()
