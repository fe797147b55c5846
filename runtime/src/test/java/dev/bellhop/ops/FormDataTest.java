package dev.bellhop.ops;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FormDataTest extends FetchShimTestCase {
  @Test
  void isAListOfEntries() {
    assertThat(
            realm.run(
                """
                const f = new FormData();
                f.append("a", 1); f.append("b", "x"); f.append("a", "2"); f.append("c", new Blob(["y"]));
                const out = [f.get("a"), f.getAll("a"), f.get("zz"), f.has("b"), f.get("c").name];
                f.set("a", "3"); f.delete("b"); f.set("d", new Blob(["z"]), "d.txt");
                return [...out, [...f.keys()], f.get("a"), f.get("d").name, [...f].length];
                """))
        .isEqualTo(
            "[\"1\",[\"1\",\"2\"],null,true,\"blob\",[\"a\",\"c\",\"d\"],\"3\",\"d.txt\",3]");
  }

  @Test
  void goesThroughMultipartAndBack() {
    assertThat(
            realm.run(
                """
                const f = new FormData();
                f.append('n"1', "line\\nbreak é");
                f.append("file", new File(["bytes\\r\\n--x"], "ä\\".txt", {type: "text/x"}));
                f.append("none", new Blob([]));
                const r = new Response(f);
                const type = r.headers.get("content-type");
                const back = await r.formData();
                const file = back.get("file");
                return [type.startsWith("multipart/form-data; boundary="), back.get('n"1'), file.name,
                  file.type, await file.text(), back.get("none").size, back.get("none").type];
                """))
        .isEqualTo(
            "[true,\"line\\r\\nbreak é\",\"ä\\\".txt\",\"text/x\",\"bytes\\r\\n--x\",0,"
                + "\"application/octet-stream\"]");
  }

  @Test
  void isReadFromUrlEncodedBodies() {
    assertThat(
            realm.run(
                """
                const f = await new Response(new URLSearchParams("a=1+2&b=%C3%A9&a=")).formData();
                return [...f];
                """))
        .isEqualTo("[[\"a\",\"1 2\"],[\"b\",\"é\"],[\"a\",\"\"]]");
  }

  @Test
  void isRefusedFromOtherBodies() {
    assertThat(realm.errorOf("return new Response('x').formData()")).isEqualTo("TypeError");
    assertThat(
            realm.errorOf(
                "return new Response('x', {headers: {'content-type':"
                    + " 'multipart/form-data; boundary=q'}}).formData()"))
        .isEqualTo("TypeError");
  }
}
