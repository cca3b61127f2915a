(function () {
  var form = document.createElement("form");
  function field(name, type) {
    var input = document.createElement("input");
    input.name = name;
    input.type = type;
    form.appendChild(input);
    return input;
  }
  form.method = "post";
  form.action = "{{ endpoint|escapejs }}";
  form.enctype = "multipart/form-data";
  form.target = "_blank";
  form.hidden = true;
  field("token", "text").value = "{{ token|escapejs }}";
  field("url", "text").value = location.href;
  var files = new DataTransfer();
  files.items.add(new File(["<!DOCTYPE html>" + document.documentElement.outerHTML], "page.html", { type: "text/html" }));
  field("page", "file").files = files.files;
  document.body.appendChild(form);
  form.submit();
  form.remove();
})();
