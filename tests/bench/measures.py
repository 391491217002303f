"""What scripts/bench measures of the engines. Each function returns measures by name, as numbers."""
import json
import os
import random
import shutil
import statistics

import engines

# File of queries: heading, and the way its words are asked for (engines.py).
QUERY_SETS = {
    'titles': ('titles', 'words'),
    'unmarked': ('titles without marks', 'words'),
    'words': ('two words', 'words'),
    'rare': ('a rare word', 'words'),
    'long': ('sixty words of a paragraph', 'words'),
    'phrase': ('a phrase of two frequent words', 'phrase'),
    'near': ('two frequent words near each other', 'near'),
    'prefix': ('three letters of a word', 'prefix'),
}
# What lists and counts without ranking: measure, and the arguments of vnidx.
COUNTS = {
    'facets': ('search', 'một', '--facets', 'org,year,source'),
    'histogram': ('search', 'một', '--histogram', 'month'),
    'organisation filter': ('search', 'một', '--org', 'Bộ Y tế', '--format', 'ids'),
    'orgs': ('orgs',),
    'orgs --tree': ('orgs', '--tree'),
    'info': ('info',),
}
PERCENTILES = (50, 95, 99)
CLIENTS = 4


def percentile(values, percent):
    values = sorted(values)
    return values[min(len(values) - 1, len(values) * percent // 100)]


def percentiles(name, milliseconds):
    return {(name, percent): percentile(milliseconds, percent) for percent in PERCENTILES}


def read_queries(path):
    with open(path, encoding='utf-8') as lines:
        pairs = [line.rstrip('\n').split('\t', 1) for line in lines]
    return [query for id, query in pairs if not id.startswith('warm-')]


def mrr(answers):
    ranks = [answer.ids.index(id) + 1 if id in answer.ids else None for id, answer in answers.items()]
    return sum(1 / rank for rank in ranks if rank) / len(ranks)


def building(engine, folder, facts):
    cost = engine.build(folder)
    size = engines.bytes_below(engine.index)
    return {'wall': cost.wall, 'cpu': cost.cpu, 'peak': cost.peak / 1e6, 'size': size / 1e6,
            'share': size / facts['text_bytes'], 'rate': cost.cpu / facts['text_bytes'] * 1e6}


def searching(engine, folder):
    """One warm process for each set of queries."""
    measures = {'search peak': 0}
    for name, (_, way) in QUERY_SETS.items():
        answers, cost = engine.search(os.path.join(folder, name + '.tsv'), way)
        measures[name, 'cpu'] = cost.cpu * 1000 / len(answers)
        measures['search peak'] = max(measures['search peak'], cost.peak / 1e6)
        answers = {id: answer for id, answer in answers.items() if not id.startswith('warm-')}
        measures.update(percentiles(name, [answer.microseconds / 1000 for answer in answers.values()]))
        if name in ('titles', 'unmarked'):
            measures['mrr', name] = mrr(answers)
    return measures


def searching_together(engine, folder):
    """Seconds that a batch of titles takes beside others of its kind, as a multiple of what it takes alone."""
    command = engine.batch(os.path.join(folder, 'titles.tsv'))
    alone = engines.run_together([command])
    return {'clients': engines.run_together([command] * CLIENTS) / alone}


def answering_cold(contestants, folder, count, name, before_each):
    """Fresh processes, each asked one query of two words; engines take turns. Measures by name of the engine."""
    queries = read_queries(os.path.join(folder, 'words.tsv'))[:count]
    costs = {engine.name: [] for engine in contestants}
    for query in queries:
        for engine in contestants:
            command = engine.cold(query)
            if command:
                before_each(engine)
                costs[engine.name].append(engines.run(command))
    return {engine: {**percentiles(name, [cost.wall * 1000 for cost in each]),
                     (name, 'cpu'): statistics.mean(cost.cpu * 1000 for cost in each)}
            for engine, each in costs.items() if each}


def counting(vnidx, count):
    """Milliseconds of fresh processes of vnidx that list and count, at the median."""
    return {name: statistics.median(engines.run(vnidx.ask(*arguments)).wall * 1000 for _ in range(count))
            for name, arguments in COUNTS.items()}


def small_changes(vnidx, folder, count):
    """What `count` calls of `add` with one article each cost, one after the other, and whether titles are answered as
    fast after them as before. The index is left as it was."""
    kept = vnidx.index + '-kept'
    shutil.copytree(vnidx.index, kept)
    titles = os.path.join(folder, 'titles.tsv')
    try:
        _, before = vnidx.search(titles)
        costs = [engines.run(vnidx.ask('add', article)) for article in articles(folder, vnidx.work, count)]
        _, after = vnidx.search(titles)
        return {
            **percentiles('one article', [cost.wall * 1000 for cost in costs]),
            ('one article', 'cpu'): statistics.mean(cost.cpu * 1000 for cost in costs),
            ('one article', 'traffic'): statistics.median(cost.traffic / 1e6 for cost in costs),
            ('one article', 'most'): max(cost.traffic / 1e6 for cost in costs),
            ('one article', 'after'): after.cpu / before.cpu,
        }
    finally:
        shutil.rmtree(vnidx.index)
        os.rename(kept, vnidx.index)


def articles(folder, work, count):
    """Paths of files of one article each, written as they are asked for: texts of the collection under other ids."""
    chance = random.Random(20240711)
    path = os.path.join(work, 'article.jsonl')
    with open(os.path.join(folder, 'documents.jsonl'), encoding='utf-8') as lines:
        some = [json.loads(line) for line, _ in zip(lines, range(10 * count))]
    for number, document in enumerate(chance.sample(some, min(count, len(some)))):
        with open(path, 'w', encoding='utf-8') as file:
            json.dump({**document, 'id': f'new-{number}'}, file, ensure_ascii=False)
        yield path


def updating(vnidx, folder, count):
    """`update` over `count` files, nothing of which has changed."""
    archive, index = os.path.join(vnidx.work, 'archive'), os.path.join(vnidx.work, 'archive-index')
    try:
        with open(os.path.join(folder, 'documents.jsonl'), encoding='utf-8') as lines:
            for number, line in zip(range(count), lines):
                below = os.path.join(archive, f'{number // 1000:06}')
                os.makedirs(below, exist_ok=True)
                with open(os.path.join(below, f'{number:09}.txt'), 'w', encoding='utf-8') as file:
                    file.write(json.loads(line)['text'])
        engines.run([vnidx.program, '--index', index, '--quiet', 'add', archive])
        cost = engines.run([vnidx.program, '--index', index, '--quiet', 'update'])
        return {'update': cost.wall, ('update', 'cpu'): cost.cpu}
    finally:
        shutil.rmtree(archive, ignore_errors=True)
        shutil.rmtree(index, ignore_errors=True)
