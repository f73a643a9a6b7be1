from tests.branding.conftest import picture
def test_it(console, client):
    r = console.get("/console/brand"); open("/tmp/edit.html","w").write(r.text); assert r.status_code==200
    r = console.post("/console/brand", data={"name":"Acme","brand_colour":"#ffe000","words_en_point_one":"star","words_en_point_more":"stars","mail_footer":"Acme\nRoad 1","logo":(picture(),"logo.png"),"favicon":(picture(90,90),"f.png"),"hero":(picture(900,500,"JPEG"),"f.jpg")})
    assert r.status_code==303, r.text
    p = console.get(r.location); open("/tmp/preview.html","w").write(p.text); assert p.status_code==200, p.text[:300]
    import re
    id = int(r.location.rsplit("/",1)[1])
    assert client.get(f"/brand/{id}.css").status_code==404
    x = console.post(f"/console/brand/drafts/{id}/publication", data={"seen":"0"}); assert x.status_code==303
    s = client.get("/sign-in").text
    print(s[:1500])
    c = client.get(f"/brand/{id}.css"); print(c.text, c.headers)
    for n in ("logo.webp","icon-32.png","icon-180.png","hero.webp","hero-small.webp"):
        assert client.get(f"/brand/{id}/{n}").status_code==200
    assert client.get(f"/brand/{id}/x").status_code==404
    assert client.get(f"/brand/{id}/mark.svg").status_code==200
    h = console.get("/").text
    assert "stars" in h and "point<" not in h
    assert console.get("/console/brand/versions/0/restoration").status_code==200
    assert console.post("/console/brand/versions/0/restoration", data={"seen":"1"}).status_code==303
    assert console.get("/console/brand/versions/1/restoration").status_code==200
    print(console.get("/console/brand").text.count("Use this again"))
    assert 0
