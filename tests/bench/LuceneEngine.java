// Lucene 8 as an engine of scripts/bench.
//
//   LuceneEngine index FOLDER DOCUMENTS.tsv THREADS
//   LuceneEngine search FOLDER QUERIES.tsv WAY  prints id, tab, microseconds, tab, ids of the ten best
//   LuceneEngine one FOLDER QUERY
//
// Two fields: words as they are, weighing double, and folded; the text is stored. A query that shows no marks searches
// the folded field alone: asked of both, its words are rare in the exact field and ruin the ranking.
import java.io.BufferedReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.FSDirectory;

public class LuceneEngine {
  static final Analyzer ANALYZER = new PerFieldAnalyzerWrapper(words(false), Map.of("folded", words(true)));

  static Analyzer words(boolean folded) {
    return new Analyzer() {
      @Override
      protected TokenStreamComponents createComponents(String field) {
        StandardTokenizer tokens = new StandardTokenizer();
        TokenStream lower = new LowerCaseFilter(tokens);
        return new TokenStreamComponents(tokens, folded ? new ASCIIFoldingFilter(lower) : lower);
      }
    };
  }

  static String composed(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  static Document document(String line) {
    int tab = line.indexOf('\t');
    String body = composed(line.substring(tab + 1));
    Document document = new Document();
    document.add(new StringField("id", line.substring(0, tab), Field.Store.YES));
    document.add(new TextField("exact", body, Field.Store.YES));
    document.add(new TextField("folded", body, Field.Store.NO));
    return document;
  }

  static void index(String folder, String source, int threads) throws Exception {
    IndexWriterConfig config = new IndexWriterConfig(ANALYZER).setRAMBufferSizeMB(256);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try (FSDirectory directory = FSDirectory.open(Paths.get(folder));
        IndexWriter writer = new IndexWriter(directory, config);
        BufferedReader lines = Files.newBufferedReader(Paths.get(source))) {
      List<Future<?>> workers = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        workers.add(pool.submit(() -> {
          // Each takes lines from the one reader, whose readLine() is synchronized.
          for (String line; (line = lines.readLine()) != null; ) writer.addDocument(document(line));
          return null;
        }));
      }
      for (Future<?> worker : workers) worker.get();
      writer.commit();
    } finally {
      pool.shutdown();
    }
  }

  static Set<String> terms(String field, String text) throws Exception {
    Set<String> terms = new LinkedHashSet<>();
    try (TokenStream tokens = ANALYZER.tokenStream(field, text)) {
      CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
      tokens.reset();
      while (tokens.incrementToken()) terms.add(term.toString());
      tokens.end();
    }
    return terms;
  }

  // A phrase, words near each other and a prefix are asked of the words as they are.
  static Query query(String typed, String way) throws Exception {
    String text = composed(typed);
    if (way.equals("phrase") || way.equals("near")) {
      return new PhraseQuery(way.equals("near") ? 3 : 0, "exact", terms("exact", text).toArray(new String[0]));
    }
    if (way.equals("prefix")) return new PrefixQuery(new Term("exact", text.toLowerCase()));
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    for (String term : terms("folded", text)) any.add(new TermQuery(new Term("folded", term)), Occur.SHOULD);
    if (text.codePoints().anyMatch(c -> c > 127)) {
      for (String term : terms("exact", text)) {
        any.add(new BoostQuery(new TermQuery(new Term("exact", term)), 2), Occur.SHOULD);
      }
    }
    return any.build();
  }

  static String best(IndexSearcher searcher, String text, String way) throws Exception {
    List<String> ids = new ArrayList<>();
    for (ScoreDoc hit : searcher.search(query(text, way), 10).scoreDocs) {
      ids.add(searcher.doc(hit.doc, Set.of("id")).get("id"));
    }
    return String.join(" ", ids);
  }

  public static void main(String[] arguments) throws Exception {
    if (arguments[0].equals("index")) {
      index(arguments[1], arguments[2], Integer.parseInt(arguments[3]));
      return;
    }
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    try (DirectoryReader reader = DirectoryReader.open(FSDirectory.open(Paths.get(arguments[1])))) {
      IndexSearcher searcher = new IndexSearcher(reader);
      if (arguments[0].equals("one")) {
        out.println(best(searcher, arguments[2], "words"));
      } else {
        for (String line : Files.readAllLines(Paths.get(arguments[2]))) {
          int tab = line.indexOf('\t');
          long start = System.nanoTime();
          String ids = best(searcher, line.substring(tab + 1), arguments[3]);
          out.println(line.substring(0, tab) + "\t" + (System.nanoTime() - start) / 1000 + "\t" + ids);
        }
      }
    }
    out.flush();
  }
}
